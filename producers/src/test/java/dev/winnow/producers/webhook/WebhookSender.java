package dev.winnow.producers.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends deliveries as GitHub does. */
public final class WebhookSender {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String secret;

  /**
   * A sender.
   *
   * @param server where the receiver listens, as {@link WebhookServer#uri()} says
   * @param secret what to sign with
   */
  public WebhookSender(URI server, String secret) {
    this.server = server;
    this.secret = secret;
  }

  /** Delivers a payload as JSON. */
  public HttpResponse<String> deliver(String event, String delivery, JsonNode payload) {
    return send(request(event, delivery, payload.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** Delivers a payload of the corpus, with the same GUID each time. */
  public HttpResponse<String> deliver(WebhookCorpus.Example example) {
    return deliver(example.event(), example.delivery(), example.json());
  }

  /** A signed request, for tests to change. */
  HttpRequest.Builder request(String event, String delivery, byte[] body) {
    return HttpRequest.newBuilder(server.resolve(WebhookServer.PATH))
        .timeout(Duration.ofSeconds(30))
        .header("User-Agent", "GitHub-Hookshot/winnow")
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", event)
        .header("X-GitHub-Delivery", delivery)
        .header(Signature.HEADER, sign(body))
        .POST(BodyPublishers.ofByteArray(body));
  }

  String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
