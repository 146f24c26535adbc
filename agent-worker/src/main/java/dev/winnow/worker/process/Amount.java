package dev.winnow.worker.process;

/** Amounts as a person reads them. */
final class Amount {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private Amount() {}

  /** A number of bytes in the largest unit (IEC 80000-13) of which it is a whole number. */
  static String bytes(long bytes) {
    long value = bytes;
    int unit = 0;
    while (value > 0 && value % 1024 == 0 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return value + " " + UNITS[unit];
  }
}
