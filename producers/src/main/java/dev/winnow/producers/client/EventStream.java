package dev.winnow.producers.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Server-sent events, as the WHATWG HTML standard has them (section 9.2.6), with JSON as data. */
public final class EventStream implements AutoCloseable {

  private final InputStream body;
  private final BufferedReader reader;
  private String lastId = "";
  private volatile long heardAt = System.nanoTime();

  EventStream(InputStream body) {
    this.body = body;
    reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * The next event; empty at the end of the stream. Blocks until there is one.
   *
   * @throws IOException if the connection is lost or the stream was closed
   */
  public Optional<Event> next() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      heardAt = System.nanoTime();
      if (line.isEmpty()) {
        if (data.length() > 0) {
          return Optional.of(event(name, data.toString()));
        }
        name = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "event" -> name = value;
        case "data" -> data.append(data.length() > 0 ? "\n" : "").append(value);
        case "id" -> lastId = value;
        default -> {
          // Comments, which keep the connection open, and fields that mean nothing here.
        }
      }
    }
    return Optional.empty();
  }

  /** How long ago the last line came, comments included. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  private Event event(String name, String data) throws IOException {
    try {
      return new Event(name, lastId, Server.JSON.readTree(data));
    } catch (JsonProcessingException bad) {
      throw new IOException("an event that is no JSON", bad);
    }
  }

  /** Closes the connection; a reader that waits gets an {@link IOException}. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
