package org.voteregistry.backend.access;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.backend.problem.ProblemWriter;

/**
 * Which request needs what. Reading is public except below {@code /api/admin}, casting and checking
 * are public, everything else is the administrator's: a new endpoint is closed until it is listed.
 */
@Configuration(proxyBeanMethods = false)
class Access {
  static final String ADMINISTRATOR = "ADMINISTRATOR";

  @Bean
  SecurityFilterChain requests(
      final HttpSecurity http, final AdminToken token, final ProblemWriter problems) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/api/admin/**")
                    .hasAuthority(ADMINISTRATOR)
                    .requestMatchers(HttpMethod.GET, "/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/**")
                    .permitAll()
                    .requestMatchers("/api/votes/**")
                    .permitAll()
                    .anyRequest()
                    .hasAuthority(ADMINISTRATOR))
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(
                        (request, response, exception) -> {
                          response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                          problems.write(
                              response,
                              ProblemType.UNAUTHORIZED.because(
                                  "send the header 'Authorization: Bearer <token>' with the token"
                                      + " that the service keeps in its data folder, file "
                                      + token.place()));
                        })
                    .accessDeniedHandler(
                        (request, response, exception) ->
                            problems.write(
                                response,
                                ProblemType.FORBIDDEN.because("your role may not do this"))))
        .addFilterBefore(new AdminTokenFilter(token), UsernamePasswordAuthenticationFilter.class)
        .build();
  }
}
