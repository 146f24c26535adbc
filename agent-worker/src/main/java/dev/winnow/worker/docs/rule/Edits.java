package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what to write in lines of documents. Only what is marked is edited: where the same word is
 * also in the sentence around it, as much of the mark is taken along as tells the two apart. Where
 * that does not, it takes a person.
 */
final class Edits {
  /** What can stand right before and after a name inside of what is marked. */
  private static final List<String> BEFORE = List.of("#", ".", "::", "->", "\\");

  private static final List<String> AFTER = List.of("(", "=", ":");

  /** What marks begin with. */
  private static final List<String> MARKS =
      List.of("`", "(", "<", "\"", "'", "]: ", "link:", "xref:", "image:", "include::");

  private static final int LONGEST_LINE = 4_000;

  private final Revision head;
  private final Map<String, List<String>> lines = new HashMap<>();
  private final Map<String, Map<Integer, List<Piece>>> marked = new HashMap<>();

  /** What a line has marked. */
  private record Piece(Form form, String text) {}

  Edits(Revision head) {
    this.head = head;
  }

  /** A line of a file of the head, without its end; empty if it is longer than people write. */
  Optional<String> line(DocLine at) {
    List<String> all =
        lines.computeIfAbsent(
            at.file(), file -> head.tree().text(file).orElse("").lines().toList());
    return at.line() >= 1 && at.line() <= all.size()
        ? Optional.of(all.get(at.line() - 1)).filter(line -> line.length() <= LONGEST_LINE)
        : Optional.empty();
  }

  /** Writes another name wherever a line has a name in code. */
  Optional<Edit> name(DocLine at, String name, String instead) {
    List<String> texts = texts(at, Set.of(Form.CODE, Form.BLOCK));
    return line(at)
        .flatMap(
            line -> {
              int there = tokens(texts, name, Edits::isNamePart);
              Optional<Edit> edit = alone(line, texts, there, name, instead);
              return edit.isPresent() ? edit : inContext(line, texts, there, name, instead);
            });
  }

  /**
   * Writes another word of commands.
   *
   * @param times how many commands of the line have it
   */
  Optional<Edit> word(DocLine at, int times, String word, String instead) {
    List<String> texts = texts(at, Set.of(Form.CODE, Form.BLOCK));
    return line(at)
        .flatMap(
            line -> {
              Optional<Edit> edit = alone(line, texts, times, word, instead);
              if (edit.isPresent()) {
                return edit;
              }
              return texts.stream()
                  .flatMap(text -> before(text, word).stream())
                  .flatMap(
                      start -> alone(line, texts, times, start + word, start + instead).stream())
                  .findFirst();
            });
  }

  /** What stands before a word in a command, with the space between them. */
  private static List<String> before(String text, String word) {
    List<String> starts = new ArrayList<>();
    for (int at = text.indexOf(" " + word); at >= 0; at = text.indexOf(" " + word, at + 1)) {
      String start = text.substring(0, at + 1);
      starts.add(start.substring(start.lastIndexOf(' ', start.length() - 2) + 1));
    }
    return starts;
  }

  /** Writes another path wherever a line has a path in code, or wherever it links to it. */
  Optional<Edit> path(DocLine at, boolean isLink, String path, String instead) {
    List<String> texts = texts(at, isLink ? Set.of(Form.LINK) : Set.of(Form.CODE, Form.BLOCK));
    return line(at)
        .flatMap(
            line -> {
              int there = tokens(texts, path, Edits::isPathPart);
              Optional<Edit> edit = alone(line, texts, there, path, instead);
              return edit.isPresent() ? edit : afterMark(line, texts, there, path, instead);
            });
  }

  private static Optional<Edit> alone(
      String line, List<String> texts, int there, String name, String instead) {
    return there > 0 && count(line, name) == there && count(texts, name) == there
        ? Optional.of(new Edit(name, instead))
        : Optional.empty();
  }

  private static Optional<Edit> inContext(
      String line, List<String> texts, int there, String name, String instead) {
    Optional<Edit> marked = afterMark(line, texts, there, name, instead);
    if (marked.isPresent()) {
      return marked;
    }
    for (String before : BEFORE) {
      Optional<Edit> edit = alone(line, texts, there, before + name, before + instead);
      if (edit.isPresent()) {
        return edit;
      }
    }
    for (String after : AFTER) {
      Optional<Edit> edit = alone(line, texts, there, name + after, instead + after);
      if (edit.isPresent()) {
        return edit;
      }
    }
    return Optional.empty();
  }

  /** With the mark before it, and the one after it if that is needed. */
  private static Optional<Edit> afterMark(
      String line, List<String> texts, int there, String name, String instead) {
    List<String> beginning =
        texts.stream().map(String::strip).filter(text -> text.startsWith(name)).toList();
    if (there == 0 || beginning.size() != there) {
      return Optional.empty();
    }
    boolean isAll = beginning.stream().allMatch(name::equals);
    for (String mark : MARKS) {
      if (count(line, mark + name) == there) {
        return Optional.of(new Edit(mark + name, mark + instead));
      }
      if (isAll && mark.equals("`") && count(line, mark + name + mark) == there) {
        return Optional.of(new Edit(mark + name + mark, mark + instead + mark));
      }
    }
    return Optional.empty();
  }

  private List<String> texts(DocLine at, Set<Form> forms) {
    return marked
        .computeIfAbsent(at.file(), this::pieces)
        .getOrDefault(at.line(), List.of())
        .stream()
        .filter(piece -> forms.contains(piece.form()))
        .map(Piece::text)
        .toList();
  }

  private Map<Integer, List<Piece>> pieces(String file) {
    Map<Integer, List<Piece>> pieces = new HashMap<>();
    for (Span span : head.document(file).map(Document::spans).orElse(List.of())) {
      int line = span.line();
      for (String text : span.text().split("\n", -1)) {
        pieces.computeIfAbsent(line++, any -> new ArrayList<>()).add(new Piece(span.form(), text));
      }
    }
    return pieces;
  }

  /** What belongs to a name or a path. */
  private interface Part {
    boolean has(String text, int at);
  }

  private static boolean isNamePart(String text, int at) {
    char c = text.charAt(at);
    return c == '_' || c == '$' || c == '-' || Character.isLetterOrDigit(c);
  }

  private static boolean isPathPart(String text, int at) {
    char c = text.charAt(at);
    // A sentence may end after a path.
    boolean isInside = c == '.' && (at + 1 == text.length() || !isPathPart(text, at + 1));
    return !isInside && (isNamePart(text, at) || "./%+~@".indexOf(c) >= 0);
  }

  private static int tokens(List<String> texts, String name, Part part) {
    int count = 0;
    for (String text : texts) {
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
        int end = at + name.length();
        boolean isOpen = at > 0 && part.has(text, at - 1);
        if (!isOpen && (end == text.length() || !part.has(text, end))) {
          count++;
        }
      }
    }
    return count;
  }

  private static int count(List<String> texts, String part) {
    return texts.stream().mapToInt(text -> count(text, part)).sum();
  }

  /** How often a text has another, each character of it once. */
  static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
