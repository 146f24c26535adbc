package dev.winnow.streams.routing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/** Asks other instances by HTTP. */
public final class Peers {
  /** How long another instance has to answer what it holds. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Gets something of another instance.
   *
   * @param path path and query
   * @param patience how long it may take, the body included
   * @return fails with an {@link java.io.IOException} if it cannot be reached or breaks off, and
   *     with a {@link java.util.concurrent.TimeoutException} when it takes longer
   */
  public CompletableFuture<HttpResponse<byte[]>> get(
      HostInfo host, String path, Map<String, String> headers, Duration patience) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request(host, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    CompletableFuture<HttpResponse<byte[]>> answer =
        sent.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    answer.whenComplete((done, failure) -> sent.cancel(true));
    return answer;
  }

  /**
   * Opens a stream of another instance; done when its head is there.
   *
   * @param path path and query
   * @param handler takes the body
   */
  public <T> CompletableFuture<HttpResponse<T>> open(
      HostInfo host, String path, Map<String, String> headers, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> sent =
        client.sendAsync(request(host, path, headers), handler);
    CompletableFuture<HttpResponse<T>> head =
        sent.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    head.whenComplete(
        (answer, failure) -> {
          if (failure != null) {
            // Nobody takes what comes later, and the other would go on for ever.
            sent.cancel(true);
          }
        });
    return head;
  }

  private static HttpRequest request(HostInfo host, String path, Map<String, String> headers) {
    String name = host.host().contains(":") ? '[' + host.host() + ']' : host.host();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + name + ':' + host.port() + path));
    headers.forEach(request::header);
    return request.build();
  }
}
