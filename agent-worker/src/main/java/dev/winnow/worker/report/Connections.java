package dev.winnow.worker.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.authorization.AuthorizationProvider;

/** Makes connections to one GitHub server. */
final class Connections {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI url;
  private final Clock clock;
  private final Duration timeout;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param url of the API: {@code https://api.github.com}, or {@code https://<host>/api/v3}
   */
  Connections(URI url, Clock clock) {
    this(url, clock, TIMEOUT);
  }

  /** As the other; {@code timeout} is for a whole answer. */
  Connections(URI url, Clock clock, Duration timeout) {
    this.url = url;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** A connection with its own limits; sends nothing yet. */
  GitHub open(AuthorizationProvider authorization) throws IOException {
    return new GitHubBuilder()
        .withEndpoint(url.toString())
        .withConnector(new GitHubHttp(client, clock, timeout))
        .withAuthorizationProvider(authorization)
        // The connector has seen to both before the library does.
        .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
        .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
        .build();
  }
}
