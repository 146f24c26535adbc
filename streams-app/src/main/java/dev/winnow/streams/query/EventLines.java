package dev.winnow.streams.query;

/**
 * Reads server-sent events line by line (WHATWG HTML standard, section 9.2.6). One that is not
 * complete is none.
 */
final class EventLines {
  private String event = "";
  private String id = "";
  private final StringBuilder data = new StringBuilder();

  /** Takes the next line; whether it completed an event, which the sink then has. */
  boolean take(String line, Feed.Sink sink) {
    if (line.isEmpty()) {
      boolean complete = data.length() > 0;
      if (complete) {
        sink.send(event, data.toString(), id);
      }
      event = "";
      data.setLength(0);
      return complete;
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    switch (field) {
      case "event" -> event = value;
      case "id" -> id = value;
      case "data" -> data.append(data.length() > 0 ? "\n" : "").append(value);
      default -> {
        // Comments, which say that somebody is there.
      }
    }
    return false;
  }
}
