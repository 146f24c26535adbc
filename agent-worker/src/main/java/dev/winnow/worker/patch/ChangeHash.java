package dev.winnow.worker.patch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The normalised hash of a change: SHA-256 over path, mode and normalised content of each changed
 * file, in the order of paths. A file whose normalised content and mode are as before is left out,
 * so a change hashes the same with and without reformatted neighbours.
 */
public final class ChangeHash {
  private static final byte[] REMOVED = "removed".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, byte[]> entries = new TreeMap<>();

  /** Takes a changed file in; each path once, in any order. */
  public void add(FileChange change) {
    byte[] after = fingerprint(change.path(), change.newMode(), change.newContent());
    byte[] before = fingerprint(change.path(), change.oldMode(), change.oldContent());
    if (!Arrays.equals(before, after)) {
      entries.put(change.path(), after);
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

  private static byte[] fingerprint(String path, String mode, byte[] content) {
    if (content == null) {
      return REMOVED;
    }
    MessageDigest digest = sha256();
    update(digest, mode.getBytes(StandardCharsets.US_ASCII));
    boolean isFile = mode.startsWith("100");
    update(digest, isFile ? Language.of(path).normalise(content) : content);
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
