package dev.winnow.worker.docs.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The headings above a place, while a document is read from its top. */
final class Headings {
  /** Longer ones are cut: they are repeated for each span below them. */
  private static final int LONGEST = 200;

  private final Deque<Heading> open = new ArrayDeque<>();
  private String path = "";

  /** Begins a section, which ends those of the same and of lower levels. */
  void enter(int level, String text) {
    while (!open.isEmpty() && open.getLast().level() >= level) {
      open.removeLast();
    }
    open.addLast(new Heading(level, text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    path = open.stream().map(Heading::text).collect(Collectors.joining(" / "));
  }

  /** The headings, outermost first. */
  String path() {
    return path;
  }

  private record Heading(int level, String text) {}
}
