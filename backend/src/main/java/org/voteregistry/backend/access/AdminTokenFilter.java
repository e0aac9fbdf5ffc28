package org.voteregistry.backend.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises {@code Authorization: Bearer <token>} (RFC 6750). */
final class AdminTokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "bearer ";
  private final AdminToken token;

  AdminTokenFilter(final AdminToken token) {
    this.token = token;
  }

  @Override
  protected void doFilterInternal(
      final HttpServletRequest request, final HttpServletResponse response, final FilterChain chain)
      throws ServletException, IOException {
    final String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null
        && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        && token.matches(header.substring(SCHEME.length()).strip())) {
      final SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              "administrator", null, List.of(new SimpleGrantedAuthority(Access.ADMINISTRATOR))));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
