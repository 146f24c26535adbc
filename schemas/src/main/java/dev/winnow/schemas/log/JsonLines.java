package dev.winnow.schemas.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Log records as JSON, one a line: {@code at}, {@code level}, {@code logger}, {@code thread},
 * {@code message}, {@code error} with the stack where there is one, and the keys that our messages
 * name things by. Arguments as such are not written: the message has what is meant to be seen of
 * them.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {
  /** What messages say as {@code key=value}, and is a key of its own here. */
  static final List<String> KEYS = List.of("task", "attempt", "worker");

  private static final Pattern PAIR =
      Pattern.compile("(?<![\\w.])(" + String.join("|", KEYS) + ")=([^\\s,;]+)");

  @Override
  public byte[] headerBytes() {
    return null;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String message = String.valueOf(event.getFormattedMessage());
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("at", event.getInstant().toString())
            .put("level", String.valueOf(event.getLevel()))
            .put("logger", event.getLoggerName())
            .put("thread", event.getThreadName())
            .put("message", message);
    Matcher pairs = PAIR.matcher(message);
    while (pairs.find()) {
      json.put(pairs.group(1), pairs.group(2));
    }
    if (event.getThrowableProxy() != null) {
      json.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return null;
  }
}
