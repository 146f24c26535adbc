package dev.winnow.streams.access;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The header in which proxies say whom they ask for. Some add a line of their own behind those that
 * are there, which means the same as one line with all of them (RFC 9110, section 5.3).
 */
public final class ForwardedFor {
  /** Its name. */
  public static final String HEADER = "X-Forwarded-For";

  private ForwardedFor() {}

  /** All that it says, in one line. */
  public static Optional<String> of(Context http) {
    List<String> lines = Collections.list(http.req().getHeaders(HEADER));
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
  }
}
