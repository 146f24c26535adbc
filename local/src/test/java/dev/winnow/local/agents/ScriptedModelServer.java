package dev.winnow.local.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A model's API on loopback that answers by a script: it asks for one shell command after another
 * until the script's are used up, then says that it is done. It speaks what the agents' tools
 * speak, and counts the tokens that it says it served.
 */
final class ScriptedModelServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<ModelApi> apis;
  private final List<Served> served = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  /**
   * One answer.
   *
   * @param model the model that was asked
   * @param usage the tokens that the answer says it took
   */
  record Served(String model, Usage usage) {}

  /**
   * Starts one.
   *
   * @param commands the shell commands that it asks for, in this order
   */
  static ScriptedModelServer start(List<String> commands) {
    try {
      return new ScriptedModelServer(commands);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScriptedModelServer(List<String> commands) throws IOException {
    apis =
        List.of(
            new AnthropicMessages(commands),
            new OpenAiResponses(commands),
            new OpenAiChat(commands),
            new GeminiContent(commands));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Its address, without a path. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The answers so far that count as paid. */
  synchronized List<Served> served() {
    return List.copyOf(served);
  }

  /** Requests that it could not answer. */
  synchronized List<String> unknown() {
    return List.copyOf(unknown);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      for (ModelApi api : apis) {
        if (exchange.getRequestMethod().equals("POST") && api.takes(path)) {
          JsonNode request = JSON.readTree(body);
          ModelApi.Answer answer = api.answer(path, request);
          synchronized (this) {
            served.add(new Served(answer.model(), answer.usage()));
          }
          send(exchange, 200, answer.type(), answer.body());
          return;
        }
      }
      synchronized (this) {
        unknown.add(exchange.getRequestMethod() + " " + path);
      }
      send(exchange, 404, "application/json", "{\"error\": {\"message\": \"not in the script\"}}");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead ? -1 : bytes.length);
    if (!isHead) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
