package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.streams.query.DescribedApi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request for an operation of the API.
 *
 * @param path path and query, encoded
 * @param body what is sent; empty for nothing
 */
record ApiRequest(Operation operation, String path, Map<String, String> headers, String body) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What came of one. */
  record Answer(Operation operation, int status, String type, String body) {
    List<String> problems(DescribedApi api) {
      return api.problems(operation, status, type, body);
    }
  }

  /**
   * Makes a request.
   *
   * @param values values of parameters by name; those of the path must all be there
   */
  static ApiRequest of(
      DescribedApi api, Operation operation, Map<String, String> values, String body) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonNode parameter : api.parameters(operation)) {
      String name = parameter.path("name").asText();
      String value = values.get(name);
      if (value == null) {
        continue;
      }
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encode(value));
        case "query" -> query.add(name + "=" + encode(value));
        default -> headers.put(name, value);
      }
    }
    String whole = query.isEmpty() ? path : path + "?" + String.join("&", query);
    return new ApiRequest(operation, whole, headers, body);
  }

  /** A request for what there is, with no parameter that need not be given. */
  static ApiRequest plain(DescribedApi api, Operation operation, Map<String, List<String>> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode parameter : api.parameters(operation)) {
      String name = parameter.path("name").asText();
      if (parameter.path("required").asBoolean()) {
        values.put(name, known.get(name).get(0));
      }
    }
    if (operation.path().startsWith("/v1/contracts/")) {
      values.put("repository", "web");
    }
    return of(api, operation, values, "");
  }

  /** Sends it. Of a stream of events the body is not waited for. */
  Answer send(URI server) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(10));
    headers.forEach(request::header);
    if (operation.method().equals("post")) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    String type = answer.headers().firstValue("Content-Type").orElse("");
    try (InputStream stream = answer.body()) {
      boolean isStream = type.startsWith("text/event-stream");
      String text = isStream ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(operation, answer.statusCode(), type, text);
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return operation.method() + " " + path + " " + headers + (body.isEmpty() ? "" : " " + body);
  }
}
