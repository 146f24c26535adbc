package dev.winnow.worker.patch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The normalised hash of a change: SHA-256 over path, mode and normalised content of each changed
 * file, in the order of paths. A file whose normalised content and mode are as before is left out,
 * so a change hashes the same with and without reformatted neighbours.
 */
public final class ChangeHash {
  private static final byte[] REMOVED = "removed".getBytes(StandardCharsets.US_ASCII);

  /** No path has this. */
  private static final String QUOTES = "\0quotes";

  private final BiFunction<Language, byte[], byte[]> form;
  private final Map<String, byte[]> entries = new TreeMap<>();

  public ChangeHash() {
    this(Language::normalise);
  }

  /**
   * @param form what of a file's content counts: bytes that are equal for equal files
   */
  ChangeHash(BiFunction<Language, byte[], byte[]> form) {
    this.form = form;
  }

  /**
   * Takes a changed file in; each path once, in any order.
   *
   * @return whether the file differs in what counts
   */
  public boolean add(FileChange change) {
    byte[] after = fingerprint(change.path(), change.newMode(), change.newContent());
    byte[] before = fingerprint(change.path(), change.oldMode(), change.oldContent());
    if (Arrays.equals(before, after)) {
      return false;
    }
    entries.put(change.path(), after);
    return true;
  }

  /** Takes in lines that are quoted for the change; their order does not count. */
  void quote(List<String> lines) {
    if (!lines.isEmpty()) {
      MessageDigest digest = sha256();
      lines.stream()
          .distinct()
          .sorted()
          .forEach(line -> update(digest, line.getBytes(StandardCharsets.UTF_8)));
      entries.put(QUOTES, digest.digest());
    }
  }

  /** The hash of what was taken in, in hexadecimal. */
  public String hex() {
    MessageDigest digest = sha256();
    entries.forEach(
        (path, fingerprint) -> {
          update(digest, path.getBytes(StandardCharsets.UTF_8));
          update(digest, fingerprint);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private byte[] fingerprint(String path, String mode, byte[] content) {
    if (content == null) {
      return REMOVED;
    }
    MessageDigest digest = sha256();
    update(digest, mode.getBytes(StandardCharsets.US_ASCII));
    boolean isFile = mode.startsWith("100");
    update(digest, isFile ? form.apply(Language.of(path), content) : content);
    return digest.digest();
  }

  /** Each part goes in with its length, so that no two sequences of parts look alike. */
  private static void update(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
