package dev.winnow.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.schemas.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the API on a loopback port. */
final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final int THREADS = 4;
  private static final int BACKLOG = 64;
  private static final int LONGEST_BODY = 4 << 20;

  private final RegistryApi api;
  private final HttpServer server;
  private final ExecutorService threads;

  /**
   * Starts to listen.
   *
   * @param api what to answer
   * @param port the port; 0 for a free one
   */
  RegistryServer(RegistryApi api, int port) throws IOException {
    this.api = api;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
            BACKLOG);
    threads = Executors.newFixedThreadPool(THREADS, DaemonThreads.named("registry-http"));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
      Answer answer =
          body.length > LONGEST_BODY
              ? Answer.error(413, "the body is longer than %d bytes".formatted(LONGEST_BODY))
              : answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
      // As text first: Jackson writes no bytes of half a character, such as a message may quote.
      byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", JSON);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Answers a request whose body has come in. */
  Answer answer(String method, URI uri, byte[] body) {
    JsonNode json;
    try {
      json = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return Answer.error(422, "the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return Answer.error(422, "the body cannot be read: " + e.getMessage());
    }
    List<String> path;
    Map<String, String> query;
    try {
      path = path(uri);
      query = query(uri);
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "the path or query is not well encoded: " + e.getMessage());
    }
    try {
      return api.answer(method, path, query, json);
    } catch (RuntimeException e) {
      // The edge of the process: the client is told, the cause is in the log.
      LOG.error("registry could not answer {} {}", method, uri.getPath(), e);
      return Answer.error(50001, "the registry could not do it: " + e.getMessage());
    }
  }

  private static List<String> path(URI uri) {
    // Split before decoding: a subject may hold a slash.
    return Arrays.stream(uri.getRawPath().split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> decode(part.replace("+", "%2B")))
        .toList();
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // Nobody waits for the answers that are under way: clients ask again.
    server.stop(0);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
