package org.voteregistry.client.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;

/** The service's REST API. Nothing that it answers is trusted; see who calls. */
public final class Backend {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Election parameters have at most 4 MiB, and nothing else that is asked for is longer. */
  private static final int LONGEST = 4 << 20;

  private final URI root;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** The service at an address; nothing is sent yet. */
  public Backend(final URI address) {
    final boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new CommandFailed(
          ExitCodes.USAGE, "The service's address must look like https://vote.example.org");
    }
    final String text = address.toString();
    root = URI.create(text.endsWith("/") ? text : text + "/");
  }

  /**
   * Reads a document.
   *
   * @param path below the service's address, without a slash in front
   */
  public Answer get(final String path) throws ServiceUnreachable {
    return send(HttpRequest.newBuilder(root.resolve(path)).GET());
  }

  /** Sends a JSON document, exactly these bytes. */
  public Answer post(final String path, final byte[] json) throws ServiceUnreachable {
    return send(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json)));
  }

  private Answer send(final HttpRequest.Builder builder) throws ServiceUnreachable {
    final HttpRequest request = builder.timeout(TIMEOUT).build();
    try {
      final HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        final byte[] body = in.readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
          throw new ServiceUnreachable(request.uri() + " answers more than 4 MiB");
        }
        return new Answer(
            response.statusCode(),
            body,
            response
                .headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
      }
    } catch (final IOException e) {
      final String reason = e.getMessage() == null ? "no connection" : e.getMessage();
      throw new ServiceUnreachable(request.uri() + " cannot be reached: " + reason);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnreachable("interrupted");
    }
  }
}
