package org.voteregistry.backend.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat refuses before it knows the application, such as a malformed URL, is a problem, too.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConnectorErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final JsonMapper json;

  ConnectorErrors(final JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(final TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            for (final var valve : host.getPipeline().getValves()) {
              if (valve instanceof ErrorReportValve) {
                host.getPipeline().removeValve(valve);
              }
            }
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve(json));
          }
        });
  }

  private static final class ProblemValve extends ErrorReportValve {
    private final JsonMapper json;

    private ProblemValve(final JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(
        final Request request, final Response response, final Throwable throwable) {
      final int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      final ProblemType type = ProblemType.of(status);
      final ProblemDetail detail = ProblemDetail.forStatus(status);
      detail.setType(type.uri());
      detail.setTitle(type.title());
      try {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        final Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(json.writeValueAsString(detail));
          response.finishResponse();
        }
      } catch (final IOException e) {
        throw new UncheckedIOException("the client went away", e);
      }
    }
  }
}
