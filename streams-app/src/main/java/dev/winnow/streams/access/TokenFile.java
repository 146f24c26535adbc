package dev.winnow.streams.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of a file, one a line: {@code <scope>[,<scope>] <SHA-256 of the token in hex> <name>}.
 * Empty lines and lines that start with {@code #} say nothing. The file holds digests only, so who
 * reads it has no token; tokens are long and random, so one round of SHA-256 is enough. It is read
 * again when it has changed, at most once a second; one that has a mistake then changes nothing.
 */
final class TokenFile implements Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
  private static final String FORM =
      "; a line is <scope>[,<scope>] <SHA-256 of the token in hex> <name>";

  private record Entry(byte[] digest, Caller caller) {}

  private record Stamp(FileTime time, long size) {}

  private final Path file;
  private final LongSupplier nanos;
  private List<Entry> entries;
  private Stamp stamp;
  private long lookedAt;

  /**
   * Reads a file.
   *
   * @param nanos a clock that only grows, such as {@link System#nanoTime()}
   * @throws IllegalArgumentException naming the setting, and the line that is wrong
   */
  TokenFile(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    try {
      stamp = stamp();
      entries = read();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "http.tokens.file is '" + file + "', which cannot be read", e);
    }
    lookedAt = nanos.getAsLong();
  }

  @Override
  public Optional<Caller> caller(String token) {
    byte[] digest = digest(token);
    Caller found = null;
    // All are compared, each in constant time: how long it takes tells nothing.
    for (Entry entry : entries()) {
      if (MessageDigest.isEqual(entry.digest, digest)) {
        found = entry.caller;
      }
    }
    return Optional.ofNullable(found);
  }

  private synchronized List<Entry> entries() {
    if (nanos.getAsLong() - lookedAt >= LOOK_EVERY_NANOS) {
      lookedAt = nanos.getAsLong();
      try {
        Stamp now = stamp();
        if (!now.equals(stamp)) {
          readAgain(now);
        }
      } catch (IOException e) {
        notRead(e);
      }
    }
    return entries;
  }

  private void readAgain(Stamp now) throws IOException {
    try {
      entries = read();
      LOG.info("Tokens were read again. file={} tokens={}", file, entries.size());
    } catch (IllegalArgumentException e) {
      notRead(e);
    }
    // A mistake is told once. What could not be read does not come here, and is tried again: rights
    // can be mended without a new stamp, and a token that was taken out would stay.
    stamp = now;
  }

  private void notRead(Exception why) {
    LOG.error(
        "Tokens cannot be read again; those before still hold. file={}: {}",
        file,
        why.getMessage());
  }

  private Stamp stamp() throws IOException {
    return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
  }

  private List<Entry> read() throws IOException {
    List<Entry> read = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        read.add(entry(text, number));
      }
    }
    return read;
  }

  /** What is wrong is said without the line: somebody may have put a token there. */
  private Entry entry(String line, int number) {
    String where = "http.tokens.file, line " + number + " of " + file + ": ";
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException(where + "it has no three parts" + FORM);
    }
    if (!parts[1].matches("[0-9A-Fa-f]{64}")) {
      throw new IllegalArgumentException(
          where + "its second part is not 64 hexadecimal digits" + FORM);
    }
    try {
      Scope most =
          List.of(parts[0].split(",")).stream()
              .map(Scope::ofWord)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return new Entry(HexFormat.of().parseHex(parts[1]), new Caller(parts[2], most));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + "its first part is no scope" + FORM, e);
    }
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
