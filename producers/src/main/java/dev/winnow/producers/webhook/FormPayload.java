package dev.winnow.producers.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The JSON in a form: GitHub puts it into the parameter {@code payload}. */
final class FormPayload {
  private static final byte[] NAME = "payload=".getBytes(StandardCharsets.US_ASCII);

  private FormPayload() {}

  /**
   * Decodes the parameter, as the WHATWG URL standard describes forms (section 5.1).
   *
   * @throws Refusal if there is no such parameter or its encoding is broken
   */
  static byte[] of(Body form) {
    byte[] bytes = form.bytes();
    int start = 0;
    while (start < form.length()) {
      int end = start;
      while (end < form.length() && bytes[end] != '&') {
        end++;
      }
      if (isPayload(bytes, start, end)) {
        return decode(bytes, start + NAME.length, end);
      }
      start = end + 1;
    }
    throw Refusal.invalid("the form has no parameter payload");
  }

  private static boolean isPayload(byte[] bytes, int start, int end) {
    if (end - start < NAME.length) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (bytes[start + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] decode(byte[] bytes, int start, int end) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (bytes[i] == '+') {
        decoded.write(' ');
      } else if (bytes[i] == '%') {
        int high = i + 2 < end ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < end ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw Refusal.invalid("payload is not encoded as a form has to be");
        }
        decoded.write(16 * high + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toByteArray();
  }
}
