package dev.winnow.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The meter of a tool that prints JSON lines, and may write others into files of its home. Where
 * both tell of the run, the dearer counts: the one may not have come to its end, the other may
 * leave something out.
 */
abstract class JsonLinesMeter implements Meter {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final int MOST_DIGITS = 100;
  private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(10_000);

  private final Lines output = new Lines(line -> parse(line).ifPresent(this::printed));
  private final Optional<GrowingFiles> files;
  private final Object reading = new Object();
  private String lastWord = "";
  private String failure = "";

  /** As the tool prints it. */
  final Figures printed;

  /** As the tool's files have it. */
  final Figures written;

  JsonLinesMeter(Prices prices, Optional<GrowingFiles> files) {
    this.printed = new Figures(prices);
    this.written = new Figures(prices);
    this.files = files;
  }

  /** Takes a line that the tool printed. */
  abstract void printed(JsonNode line);

  /** Takes a line of one of the tool's files. */
  void written(String file, JsonNode line) {}

  /** Whether a line of a file is worth being parsed. */
  boolean isOfUse(String line) {
    return true;
  }

  @Override
  public final synchronized void accept(byte[] buffer, int length) {
    output.accept(buffer, length);
  }

  @Override
  public final void poll() {
    // Not under the lock of the figures: whoever asks for the cost does not wait for a disk.
    synchronized (reading) {
      files.ifPresent(each -> each.read(this::read));
    }
  }

  private void read(String file, String line) {
    if (isOfUse(line)) {
      Optional<JsonNode> json = parse(line);
      synchronized (this) {
        json.ifPresent(each -> written(file, each));
      }
    }
  }

  final void say(String text) {
    lastWord = text;
  }

  final void fail(String reason) {
    failure = reason;
  }

  @Override
  public final synchronized Optional<BigDecimal> cost() {
    // Tokens without a price may have cost more than those with one.
    if (printed.isEmpty() && written.isEmpty() || !unpriced().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(printed.least().max(written.least()));
  }

  /** What has a price counts also while something else has none. */
  @Override
  public final synchronized boolean reaches(BigDecimal most) {
    return !(printed.isEmpty() && written.isEmpty())
        && printed.least().max(written.least()).compareTo(most) >= 0;
  }

  @Override
  public final synchronized Map<String, Tokens> tokens() {
    boolean isWritten = printed.isEmpty() || written.least().compareTo(printed.least()) > 0;
    return isWritten ? written.byModel() : printed.byModel();
  }

  @Override
  public synchronized Set<String> unpriced() {
    Set<String> unpriced = printed.unpriced();
    unpriced.addAll(written.unpriced());
    return unpriced;
  }

  @Override
  public final synchronized Optional<String> lastWord() {
    return Optional.of(lastWord).filter(text -> !text.isBlank());
  }

  @Override
  public final synchronized Optional<String> failure() {
    return Optional.of(failure).filter(text -> !text.isBlank());
  }

  private static Optional<JsonNode> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * A sum of money that a tool reports; empty if it is none, or more than any run costs. To add
   * {@code 1e600000000} to something would take all memory, so its digits are counted first.
   */
  static Optional<BigDecimal> money(JsonNode value) {
    if (!value.isNumber()) {
      return Optional.empty();
    }
    BigDecimal sum = value.decimalValue();
    boolean isShort = sum.precision() <= MOST_DIGITS && Math.abs((long) sum.scale()) <= MOST_DIGITS;
    return isShort && sum.signum() >= 0 && sum.compareTo(MOST_MONEY) <= 0
        ? Optional.of(sum)
        : Optional.empty();
  }
}
