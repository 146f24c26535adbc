package dev.winnow.producers.webhook;

/** The bytes of a request, and the room in memory that is theirs until it is closed. */
final class Body implements AutoCloseable {
  private final byte[] bytes;
  private final int length;
  private final Runnable release;

  Body(byte[] bytes, int length, Runnable release) {
    this.bytes = bytes;
    this.length = length;
    this.release = release;
  }

  /** The bytes, of which only the first {@link #length} count. Not a copy: do not change them. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public void close() {
    release.run();
  }
}
