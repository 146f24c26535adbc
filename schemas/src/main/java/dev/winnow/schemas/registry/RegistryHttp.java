package dev.winnow.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends requests to whichever server of the registry answers.
 *
 * <p>A request that fails for a reason that may pass goes to the next server; when all have failed,
 * there is a pause that doubles each time. Every request of the API can be repeated without harm.
 */
final class RegistryHttp {
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RegistryConfig config;
  private final HttpClient http;
  private final Optional<String> authorization;
  private final Pause pause;
  // The server that answered last, so that a dead one is not asked first every time.
  private final AtomicInteger current = new AtomicInteger();

  RegistryHttp(RegistryConfig config, Pause pause) {
    this.config = config;
    this.pause = pause;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.timeout());
    Tls.context(config).ifPresent(builder::sslContext);
    http = builder.build();
    authorization =
        config
            .userInfo()
            .map(
                info ->
                    "Basic "
                        + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)))
            .or(() -> config.bearerToken().map(token -> "Bearer " + token));
  }

  /**
   * Sends a request until it is answered.
   *
   * @param method GET, POST or PUT
   * @param path path and query after the base URL, with its first slash
   * @param body body as JSON; may be null
   */
  JsonNode send(String method, String path, JsonNode body) {
    Exception lastCause = null;
    String lastProblem = "";
    Duration wait = FIRST_PAUSE;
    int servers = config.urls().size();
    for (int attempt = 0; attempt <= config.retries(); attempt++) {
      if (attempt > 0 && attempt % servers == 0) {
        rest(wait);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? wait.multipliedBy(2)
                : LONGEST_PAUSE;
      }
      int server = current.get();
      URI base = config.urls().get(server);
      String request = "%s %s%s".formatted(method, base, path);
      try {
        HttpResponse<String> response =
            http.send(request(method, URI.create(base + path), body), BodyHandlers.ofString());
        if (!mayPass(response.statusCode())) {
          return answer(request, response);
        }
        lastCause = null;
        lastProblem = request + " was answered with " + describe(response);
      } catch (SSLHandshakeException e) {
        throw new RegistryException(
            0,
            "%s: no trusted TLS connection: %s; see %s and %s"
                .formatted(
                    request,
                    e.getMessage(),
                    RegistryConfig.TRUSTSTORE + ".location",
                    RegistryConfig.KEYSTORE + ".location"),
            e);
      } catch (IOException e) {
        lastCause = e;
        lastProblem = request + " got no answer: " + e;
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      current.compareAndSet(server, (server + 1) % servers);
    }
    throw new RegistryUnavailableException(
        "schema registry is not available after %d tries; at last %s"
            .formatted(config.retries() + 1, lastProblem),
        lastCause);
  }

  private HttpRequest request(String method, URI uri, JsonNode body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(config.timeout())
            .header("Accept", JSON + ", application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      builder.header("Content-Type", JSON);
    }
    authorization.ifPresent(value -> builder.header("Authorization", value));
    return builder.build();
  }

  private void rest(Duration length) {
    try {
      pause.take(length);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static boolean mayPass(int status) {
    return status >= 500 || status == 429 || status == 408;
  }

  private static JsonNode answer(String request, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      try {
        return MAPPER.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new RegistryException(
            status, request + " was not answered with JSON; is this a schema registry?", e);
      }
    }
    JsonNode error = errorBody(response);
    int code = error.path("error_code").asInt(status);
    throw new RegistryException(
        code, "%s was refused with %s%s".formatted(request, describe(response), mend(status)));
  }

  private static String mend(int status) {
    return switch (status) {
      case 401 -> "; set " + RegistryConfig.USER_INFO + " or " + RegistryConfig.BEARER_TOKEN;
      case 403 -> "; the user may not do this";
      default -> "";
    };
  }

  private static String describe(HttpResponse<String> response) {
    JsonNode error = errorBody(response);
    String code = error.path("error_code").asText(String.valueOf(response.statusCode()));
    String message = error.path("message").asText("");
    return message.isEmpty() ? code : code + ": " + message;
  }

  private static JsonNode errorBody(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (JsonProcessingException e) {
      // A proxy's page: its status has to do.
      return MAPPER.missingNode();
    }
  }
}
