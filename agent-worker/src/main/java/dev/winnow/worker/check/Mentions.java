package dev.winnow.worker.check;

import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of documents that name what a finding about a contract is about. */
final class Mentions {
  private static final Pattern OPERATION =
      Pattern.compile("(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE) (/\\S*)(?: (.*))?");
  private static final Pattern PATH = Pattern.compile("/[\\w\\-./{}:<>$]+");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_$][\\w$]*+");
  private static final int LONGEST = 100_000;
  private static final int LONGEST_PATH = 500;

  private final Revision head;

  Mentions(Revision head) {
    this.head = head;
  }

  /**
   * The lines that name an element of a contract.
   *
   * @param element as findings have it: {@code GET /orders/{id} 200 application/json total}, or a
   *     name of a type and of a field
   */
  List<DocLine> of(String element) {
    Matcher operation = OPERATION.matcher(element);
    List<DocLine> lines = new ArrayList<>();
    for (String file : head.documents()) {
      Optional<Document> document = head.document(file);
      if (document.isPresent()) {
        lines.addAll(
            operation.matches()
                ? ofOperation(document.get(), operation.group(2), field(operation.group(3)))
                : ofType(document.get(), element));
      }
    }
    return lines;
  }

  /** Where a document names the operation; of a field of it, where it names the field. */
  private static List<DocLine> ofOperation(Document document, String path, Optional<String> field) {
    String template = template(path);
    List<DocLine> operation = new ArrayList<>();
    List<DocLine> fields = new ArrayList<>();
    for (Span span : document.spans()) {
      if (span.form() == Form.LINK) {
        continue;
      }
      int line = span.line();
      for (String text : text(span).split("\n", -1)) {
        Matcher paths = PATH.matcher(text);
        while (paths.find()) {
          if (paths.end() - paths.start() <= LONGEST_PATH
              && template(paths.group()).equals(template)) {
            operation.add(new DocLine(document.file(), line));
          }
        }
        if (field.isPresent() && words(text).contains(field.get())) {
          fields.add(new DocLine(document.file(), line));
        }
        line++;
      }
    }
    if (operation.isEmpty() || field.isEmpty()) {
      return operation;
    }
    return fields;
  }

  /** Where a document names the last part of a name, in a document that names the one before. */
  private static List<DocLine> ofType(Document document, String element) {
    List<String> names = words(element);
    if (names.isEmpty()) {
      return List.of();
    }
    String last = names.get(names.size() - 1);
    String owner = names.size() > 1 ? names.get(names.size() - 2) : last;
    boolean hasOwner = false;
    List<DocLine> lines = new ArrayList<>();
    for (Span span : document.spans()) {
      int line = span.line();
      for (String text : text(span).split("\n", -1)) {
        List<String> words = words(text);
        hasOwner |= words.contains(owner);
        if (span.form() != Form.LINK && words.contains(last)) {
          lines.add(new DocLine(document.file(), line));
        }
        line++;
      }
    }
    return hasOwner ? lines : List.of();
  }

  private static String text(Span span) {
    return span.text().substring(0, Math.min(span.text().length(), LONGEST));
  }

  /** The field that the rest of an element ends with, if it does. */
  private static Optional<String> field(String rest) {
    if (rest == null) {
      return Optional.empty();
    }
    String last = rest.substring(rest.lastIndexOf(' ') + 1);
    if (last.contains("/") || last.matches("\\d.*")) {
      return Optional.empty();
    }
    List<String> names = words(last);
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
  }

  private static List<String> words(String text) {
    return FIELD.matcher(text).results().map(result -> result.group()).toList();
  }

  /** Parameters have other names in documents, and other marks. */
  private static String template(String path) {
    return path.replaceAll("\\{[^}/]*\\}|:[A-Za-z_]\\w*|<[^>/]*>|\\$\\{?\\w+\\}?", "{}")
        .replaceFirst("[/.]+$", "");
  }
}
