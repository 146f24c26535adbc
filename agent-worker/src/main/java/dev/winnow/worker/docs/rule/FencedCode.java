package dev.winnow.worker.docs.rule;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.SourceDocument;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.markup.Document;
import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import dev.winnow.worker.source.JavaSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Blocks of JSON, YAML and Java that could be read, and cannot since the change. Only documents
 * that the change touches are read.
 */
public final class FencedCode implements DriftRule {
  private static final double CONFIDENCE = 0.9;

  /** To compare documents takes the square of the blocks that differ. */
  private static final int MOST_BLOCKS = 1_000;

  /** What stands for something else, so that nobody reads it as it is. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\.\\.\\.|…|\\{\\{|\\{%|\\$\\{|<[\\w .-]{1,40}+>");

  private static final Pattern UNFINISHED_JAVA = Pattern.compile("\\.\\.\\.|…|\\{\\{|\\{%");

  /** What AsciiDoc puts in from elsewhere, leaves out, or numbers: what stays is not known. */
  private static final Pattern PROCESSED =
      Pattern.compile(
          "(?m)^(?:include|ifdef|ifndef|ifeval|endif)::|<(?:\\d{1,3}|\\.)>[ \\t]{0,20}+$");

  private static final Pattern TAG = Pattern.compile("(?m)(?:^|[\\s:-])!\\w");
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---[ \\t]*+$");

  @Override
  public List<Drift> between(Revision before, Revision head) {
    List<Drift> drifts = new ArrayList<>();
    for (String path : head.changedFrom(before)) {
      if (head.documents().contains(path)) {
        Optional<Document> was = before.document(path);
        if (was.isPresent()) {
          head.document(path).ifPresent(is -> drifts.addAll(broken(was.get(), is)));
        }
      }
    }
    return drifts;
  }

  private static List<Drift> broken(Document was, Document is) {
    List<Drift> drifts = new ArrayList<>();
    for (Language language : Language.values()) {
      List<Span> olds = language.blocks(was);
      List<Span> news = language.blocks(is);
      if (olds.size() > MOST_BLOCKS || news.size() > MOST_BLOCKS) {
        continue;
      }
      for (AbstractDelta<String> delta : DiffUtils.diff(texts(olds), texts(news)).getDeltas()) {
        int from = delta.getSource().getPosition();
        int to = delta.getTarget().getPosition();
        boolean isEachOneChanged = delta.getSource().size() == delta.getTarget().size();
        for (int i = 0; i < delta.getTarget().size(); i++) {
          Span now = news.get(to + i);
          Optional<Span> old =
              isEachOneChanged ? Optional.of(olds.get(from + i)) : sameStart(now, olds, news);
          if (old.isPresent()
              && !language.isUnfinished(now.text())
              && !language.isRead(now.text())
              && language.isRead(old.get().text())) {
            drifts.add(drift(is.file(), now, to + i, language));
          }
        }
      }
    }
    return drifts;
  }

  private static List<String> texts(List<Span> blocks) {
    return blocks.stream().map(Span::text).toList();
  }

  /** The block that began with the same line, if that line begins one block only. */
  private static Optional<Span> sameStart(Span now, List<Span> olds, List<Span> news) {
    List<Span> same = olds.stream().filter(old -> start(old).equals(start(now))).toList();
    boolean one = news.stream().filter(other -> start(other).equals(start(now))).count() == 1;
    return one && same.size() == 1 && start(now).length() > 2
        ? Optional.of(same.get(0))
        : Optional.empty();
  }

  private static String start(Span block) {
    return block.text().lines().findFirst().orElse("").strip();
  }

  private static Drift drift(String file, Span block, int index, Language language) {
    return new Drift(
        "docs.block-broken",
        CONFIDENCE,
        "%s: block %d of %s".formatted(file, index + 1, language.shown),
        "This block of %s could be read before the change, and cannot any more."
            .formatted(language.shown),
        "Mend the block, or mark what is left out with three dots.",
        List.of(new DocLine(file, block.line())),
        Optional.empty(),
        Optional.empty());
  }

  /** What can be read here. */
  private enum Language {
    JSON("JSON", List.of("json"), FencedCode::isJson),
    YAML("YAML", List.of("yaml", "yml"), FencedCode::isYaml),
    JAVA("Java", List.of("java"), FencedCode::isJava);

    private final String shown;
    private final List<String> names;
    private final Predicate<String> reads;

    Language(String shown, List<String> names, Predicate<String> reads) {
      this.shown = shown;
      this.names = names;
      this.reads = reads;
    }

    List<Span> blocks(Document document) {
      return document.spans().stream()
          .filter(span -> span.form() == Form.BLOCK && names.contains(span.language()))
          .toList();
    }

    boolean isRead(String text) {
      return reads.test(text);
    }

    boolean isUnfinished(String text) {
      Pattern unfinished = this == JAVA ? UNFINISHED_JAVA : UNFINISHED;
      return text.isBlank()
          || unfinished.matcher(text).find()
          || PROCESSED.matcher(text).find()
          || this == YAML && TAG.matcher(text).find();
    }
  }

  /** A value, the inside of an object, or a value on each line; comments may stand between. */
  private static boolean isJson(String text) {
    String plain = withoutComments(text);
    return isPlain(".json", plain)
        || isPlain(".json", "{" + plain + "}")
        || plain.lines().filter(line -> !line.isBlank()).count() > 1
            && plain
                .lines()
                .filter(line -> !line.isBlank())
                .allMatch(line -> isPlain(".json", line));
  }

  private static boolean isYaml(String text) {
    return SEPARATOR
        .splitAsStream(text)
        .filter(part -> !part.isBlank())
        .allMatch(part -> isPlain(".yaml", part));
  }

  private static boolean isPlain(String file, String text) {
    try {
      return SourceDocument.parse(file, text).node().exists();
    } catch (UnreadableContractException bad) {
      return false;
    }
  }

  /** A file, members of a class, or statements, of which the last may lack its end. */
  private static boolean isJava(String text) {
    String members = "class Block {\n" + text + "\n}";
    return JavaSource.parse(text).isPresent()
        || JavaSource.parse(members).isPresent()
        || isStatements("", text)
        || isJavaAfterImports(text);
  }

  private static boolean isJavaAfterImports(String text) {
    StringBuilder imports = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    text.lines()
        .forEach(
            line ->
                (line.startsWith("import ") || line.startsWith("package ") ? imports : rest)
                    .append(line)
                    .append('\n'));
    return !imports.isEmpty() && isStatements(imports.toString(), rest.toString());
  }

  private static boolean isStatements(String imports, String text) {
    String start = imports + "class Block {\nvoid block() {\n" + text + "\n";
    return JavaSource.parse(start + "}\n}").isPresent()
        || JavaSource.parse(start + ";}\n}").isPresent();
  }

  private static String withoutComments(String json) {
    StringBuilder plain = new StringBuilder();
    boolean quoted = false;
    int i = 0;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (!quoted && (json.startsWith("//", i) || json.startsWith("/*", i))) {
        boolean line = json.charAt(i + 1) == '/';
        int end = json.indexOf(line ? "\n" : "*/", i + 2);
        i = end < 0 ? json.length() : line ? end : end + 2;
        continue;
      }
      if (quoted && c == '\\' && i + 1 < json.length()) {
        plain.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      }
      plain.append(json.charAt(i));
      i++;
    }
    return plain.toString();
  }
}
