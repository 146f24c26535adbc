package dev.winnow.streams.patch;

/** What came of reading a patch. */
public sealed interface PatchAnswer {
  /**
   * A unified diff.
   *
   * @param text the diff, in whatever encoding the files have
   * @param isCut whether it was longer, and its last line says so
   */
  record Diff(byte[] text, boolean isCut) implements PatchAnswer {}

  /**
   * The repository cannot be read from here.
   *
   * @param reason one clause for a person, without the repository's address
   */
  record Unreachable(String reason) implements PatchAnswer {}

  /** It took longer than it may. */
  record TooSlow() implements PatchAnswer {}

  /** Too many patches are being read already. */
  record Busy() implements PatchAnswer {}
}
