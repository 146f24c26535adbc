package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers what it was told to, and notes what it was asked. */
final class StubServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> bodies = new HashMap<>();
  private final Queue<String> streams = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a path, query included, with this record. */
  StubServer with(String path, JsonNode body) {
    bodies.put(path, body.toString());
    return this;
  }

  /** Answers the next request for events with this text, and ends the stream after it. */
  StubServer withEvents(String text) {
    streams.add(text);
    return this;
  }

  static String event(String name, int id, JsonNode data) {
    return ": still here\nevent: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
  }

  /** Paths that were asked for, with the Last-Event-ID after a space where one was sent. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    asked.add(lastId == null ? path : path + " " + lastId);
    if (path.endsWith("/events") && !streams.isEmpty()) {
      send(exchange, 200, "text/event-stream", streams.remove());
    } else if (bodies.containsKey(path)) {
      send(exchange, 200, "application/json", bodies.get(path));
    } else if (path.startsWith("/v1/tasks/broken")) {
      send(
          exchange,
          500,
          "application/problem+json",
          "{\"title\":\"Failure\",\"status\":500,\"detail\":\"the store is gone\"}");
    } else {
      send(exchange, 404, "application/problem+json", "{\"title\":\"Not found\",\"status\":404}");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
