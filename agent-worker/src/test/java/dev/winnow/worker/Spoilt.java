package dev.winnow.worker;

import java.util.List;
import java.util.Random;

/** Texts that are nearly right. */
public final class Spoilt {
  private Spoilt() {}

  /**
   * A text with some of its places exchanged.
   *
   * @param snippets what comes in place of up to seven characters
   * @param changes how many places
   */
  public static String text(String good, List<String> snippets, int changes, Random random) {
    StringBuilder text = new StringBuilder(good);
    for (int left = changes; left > 0; left--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(8));
      text.replace(start, end, snippets.get(random.nextInt(snippets.size())));
    }
    return text.toString();
  }
}
