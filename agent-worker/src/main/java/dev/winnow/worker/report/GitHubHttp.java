package dev.winnow.worker.report;

import dev.winnow.worker.order.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The way to GitHub for one login. It sends each request once: a write whose answer was lost may
 * have taken effect, and to send it again blindly would add annotations twice. When GitHub says
 * that it is asked too often, nothing is sent until it may be asked again.
 */
final class GitHubHttp implements GitHubConnector {
  // "If the retry-after header is not present [...] wait for at least one minute."
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);
  private static final int LARGEST_ANSWER = 32 << 20;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final HttpClient client;
  private final Clock clock;
  private final Duration timeout;
  private volatile Instant notBefore = Instant.MIN;

  /**
   * @param timeout for a whole answer, its body too
   */
  GitHubHttp(HttpClient client, Clock clock, Duration timeout) {
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    if (clock.instant().isBefore(notBefore)) {
      throw GitHubUnavailableException.notAsked(notBefore);
    }
    Answer answer = answer(request);
    int status = answer.statusCode();
    if (isLimit(answer)) {
      Instant next = whenAllowed(answer).orElseGet(() -> clock.instant().plus(DEFAULT_WAIT));
      notBefore = next;
      throw GitHubUnavailableException.limited(
          "GitHub answered " + status + ": it is asked too often", next);
    }
    if (status >= SERVER_ERROR || status == REQUEST_TIMEOUT) {
      throw GitHubUnavailableException.failed("GitHub answered " + status, whenAllowed(answer));
    }
    return answer;
  }

  private Answer answer(GitHubConnectorRequest request) throws IOException {
    HttpRequest.Builder http = HttpRequest.newBuilder(uri(request));
    for (Map.Entry<String, List<String>> header : request.allHeaders().entrySet()) {
      http.header(header.getKey(), String.join(", ", header.getValue()));
    }
    BodyPublisher body = BodyPublishers.noBody();
    if (request.hasBody()) {
      try (InputStream stream = request.body()) {
        body = BodyPublishers.ofByteArray(stream.readAllBytes());
      }
    }
    http.method(request.method(), body);
    // The request's own timeout ends with the headers; a body can stall.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(http.build(), headers -> new BoundedBody(LARGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(request, response, response.body());
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw GitHubUnavailableException.unanswered(
          "GitHub did not answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause());
    } catch (IOException e) {
      throw unanswered(e);
    }
  }

  /** Of an exception of its own, so that the library does not send the request again. */
  private static GitHubUnavailableException unanswered(Throwable cause) {
    return GitHubUnavailableException.unanswered(
        Reason.of(
            "GitHub did not answer: "
                + cause.getClass().getSimpleName()
                + " "
                + cause.getMessage()),
        cause);
  }

  private static URI uri(GitHubConnectorRequest request) throws IOException {
    try {
      return request.url().toURI();
    } catch (URISyntaxException e) {
      throw new IOException("not an address: " + request.url(), e);
    }
  }

  /** GitHub's primary and secondary limits; a 403 without their signs is a refusal. */
  private static boolean isLimit(Answer answer) {
    if (answer.statusCode() == TOO_MANY_REQUESTS) {
      return true;
    }
    return answer.statusCode() == FORBIDDEN
        && (answer.header("Retry-After") != null
            || "0".equals(answer.header("X-RateLimit-Remaining"))
            || answer.text().toLowerCase(Locale.ROOT).contains("secondary rate limit"));
  }

  private Optional<Instant> whenAllowed(Answer answer) {
    String retryAfter = answer.header("Retry-After");
    String reset = answer.header("X-RateLimit-Reset");
    try {
      if (retryAfter != null && retryAfter.matches("\\d{1,9}")) {
        return Optional.of(clock.instant().plusSeconds(Long.parseLong(retryAfter)));
      }
      if (retryAfter != null) {
        return Optional.of(
            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      }
      if ("0".equals(answer.header("X-RateLimit-Remaining")) && reset != null) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(reset)));
      }
    } catch (NumberFormatException | DateTimeException e) {
      // A header that makes no sense says nothing.
    }
    return Optional.empty();
  }

  private static final class Answer extends GitHubConnectorResponse {
    private final byte[] body;

    Answer(GitHubConnectorRequest request, HttpResponse<?> response, byte[] body)
        throws IOException {
      super(request, response.statusCode(), response.headers().map());
      try (InputStream plain = wrapStream(new ByteArrayInputStream(body))) {
        this.body = body.length == 0 ? body : plain.readNBytes(LARGEST_ANSWER);
      }
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {
      // All of it is in memory.
    }
  }
}
