package dev.winnow.worker.docs.rule;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.comments.Comment;
import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.source.JavaSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Comments of Java that describe a parameter, a result or a member which the change took away. Only
 * files that the change touches are read.
 */
public final class JavadocTags implements DriftRule {
  private static final double CONFIDENCE = 0.97;
  private static final Pattern PARAM = Pattern.compile("@param\\s++(<?+[\\w$]++>?+).*+");
  private static final Pattern RETURN = Pattern.compile("@return\\b.*+");
  private static final Pattern LINK =
      Pattern.compile("(?:\\{@link(?:plain)?+|@see)\\s++([\\w$]*+)#([\\w$]++)");

  @Override
  public List<Drift> between(Revision before, Revision head) {
    List<Drift> drifts = new ArrayList<>();
    for (String path : head.changedFrom(before)) {
      if (path.endsWith(".java")) {
        Optional<CompilationUnit> was = before.tree().text(path).flatMap(JavaSource::parse);
        if (was.isPresent()) {
          head.tree()
              .text(path)
              .flatMap(JavaSource::parse)
              .ifPresent(is -> drifts.addAll(new Comparison(path, was.get(), is, head).drifts()));
        }
      }
    }
    return drifts;
  }

  private static final class Comparison {
    private final String path;
    private final JavaMembers was;
    private final JavaMembers is;
    private final CompilationUnit head;
    private final Revision revision;
    private final List<Drift> drifts = new ArrayList<>();
    private final Edits known;
    private final Map<String, LinkedLines> links = new LinkedHashMap<>();

    private record LinkedLines(JavaMembers.Member member, List<DocLine> lines) {}

    Comparison(String path, CompilationUnit was, CompilationUnit is, Revision revision) {
      this.path = path;
      this.was = new JavaMembers(was);
      this.is = new JavaMembers(is);
      head = is;
      this.revision = revision;
      known = new Edits(revision);
    }

    List<Drift> drifts() {
      for (JavaMembers.Member member : is.members()) {
        Optional<Comment> comment = member.comment();
        if (comment.isPresent()) {
          was.counterpart(member, is).ifPresent(old -> tags(member, old, comment.get()));
        }
      }
      for (Comment comment : head.getAllContainedComments()) {
        if (comment.isJavadocComment()) {
          links(comment);
        }
      }
      links.forEach((name, linked) -> drifts.add(link(name, linked)));
      return drifts;
    }

    private void tags(JavaMembers.Member now, JavaMembers.Member old, Comment comment) {
      List<String> lines = comment.getContent().lines().toList();
      int first = comment.getRange().map(range -> range.begin.line).orElse(1);
      for (int i = 0; i < lines.size(); i++) {
        String line = text(lines.get(i));
        DocLine place = new DocLine(path, first + i);
        Matcher param = PARAM.matcher(line);
        if (param.matches()) {
          String name = param.group(1);
          if (!now.parameters().contains(name) && old.parameters().contains(name)) {
            drifts.add(parameter(name, now, old, place));
          }
        } else if (RETURN.matcher(line).matches() && isVoid(now) && !isVoid(old)) {
          drifts.add(
              drift(
                  "docs.javadoc-return",
                  now.shown() + " @return",
                  "The comment of %s says what it returns, but it returns nothing any more."
                      .formatted(now.shown()),
                  "Take the @return out.",
                  List.of(place),
                  old,
                  Optional.empty()));
        }
      }
    }

    private Drift parameter(
        String name, JavaMembers.Member now, JavaMembers.Member old, DocLine place) {
      Optional<String> renamed = renamed(name, now.parameters(), old.parameters());
      Drift drift =
          drift(
              "docs.javadoc-param",
              now.shown() + " @param " + name,
              "The comment of %s describes %s, which is no parameter of it any more."
                  .formatted(now.shown(), name),
              renamed
                  .map(other -> "Describe " + other + ", as the parameter is called now.")
                  .orElse("Take the @param out."),
              List.of(place),
              old,
              renamed);
      return drift.with(edits(List.of(place), renamed, "@param", name));
    }

    private static Optional<String> renamed(String name, List<String> now, List<String> old) {
      int at = old.indexOf(name);
      if (now.size() != old.size() || old.contains(now.get(at))) {
        return Optional.empty();
      }
      for (int i = 0; i < old.size(); i++) {
        if (i != at && !old.get(i).equals(now.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(now.get(at));
    }

    private void links(Comment comment) {
      List<String> lines = comment.getContent().lines().toList();
      int first = comment.getRange().map(range -> range.begin.line).orElse(1);
      List<String> scopes = JavaMembers.scopes(comment);
      for (int i = 0; i < lines.size(); i++) {
        Matcher link = LINK.matcher(lines.get(i));
        while (link.find()) {
          DocLine place = new DocLine(path, first + i);
          gone(scopes, link.group(1), link.group(2))
              .ifPresent(
                  member ->
                      links
                          .computeIfAbsent(
                              member.type() + "#" + member.name(),
                              key -> new LinkedLines(member, new ArrayList<>()))
                          .lines()
                          .add(place));
        }
      }
    }

    /** The member that a link led to, if the type is still there and the member is not. */
    private Optional<JavaMembers.Member> gone(List<String> scopes, String type, String name) {
      List<String> types =
          type.isEmpty()
              ? scopes
              : is.types().stream()
                  .filter(known -> known.equals(type) || known.endsWith("." + type))
                  .toList();
      if (types.isEmpty() || types.stream().anyMatch(known -> is.has(known, name))) {
        return Optional.empty();
      }
      if (types.stream().anyMatch(known -> mayInherit(known, name))) {
        return Optional.empty();
      }
      return types.stream().flatMap(known -> was.named(known, name).stream()).findFirst();
    }

    /** Whether a type above, in this repository or in another, may have the member. */
    private boolean mayInherit(String type, String name) {
      Set<String> above = is.above(type);
      if (!was.above(type).containsAll(above)
          || was.named(type, name).map(JavaMembers.Member::overrides).orElse(false)) {
        return true;
      }
      Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
      return revision.tree().paths().stream()
          .filter(file -> above.stream().anyMatch(other -> isFileOf(file, other)))
          .anyMatch(
              file -> revision.tree().text(file).filter(t -> word.matcher(t).find()).isPresent());
    }

    private static boolean isFileOf(String file, String type) {
      return file.endsWith("/" + type + ".java") || file.equals(type + ".java");
    }

    private Drift link(String name, LinkedLines linked) {
      Optional<String> now = was.renamedTo(linked.member(), is);
      Drift drift =
          drift(
              "docs.javadoc-link",
              name,
              "A comment links to %s, which is gone.".formatted(name),
              now.map(other -> "Link to " + other + ", as it is called now.")
                  .orElse("Link to what does this now, or take the link out."),
              linked.lines(),
              linked.member(),
              now);
      return drift.with(edits(linked.lines(), now, "#", linked.member().name()));
    }

    /** Edits a name after what marks it. */
    private Map<DocLine, Edit> edits(
        List<DocLine> lines, Optional<String> now, String mark, String name) {
      Map<DocLine, Edit> edits = new TreeMap<>();
      if (now.isPresent()) {
        Pattern marked =
            Pattern.compile(
                Pattern.quote(mark) + "\\s*+(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        Map<DocLine, Integer> times = new TreeMap<>();
        lines.forEach(line -> times.merge(line, 1, Integer::sum));
        times.forEach(
            (line, count) -> {
              String text = known.line(line).orElse("");
              List<String> parts = marked.matcher(text).results().map(MatchResult::group).toList();
              if (parts.size() == count && Edits.count(text, parts.get(0)) == count) {
                String part = parts.get(0);
                String start = part.substring(0, part.length() - name.length());
                edits.put(line, new Edit(part, start + now.get()));
              }
            });
      }
      return edits;
    }

    private Drift drift(
        String rule,
        String element,
        String message,
        String mend,
        List<DocLine> lines,
        JavaMembers.Member old,
        Optional<String> now) {
      return new Drift(
          rule,
          CONFIDENCE,
          element,
          message,
          mend,
          lines,
          Optional.of(new Place(path, old.line(), Side.MERGE_BASE)),
          now);
    }

    private static boolean isVoid(JavaMembers.Member member) {
      return member.node() instanceof MethodDeclaration method && method.getType().isVoidType();
    }

    private static String text(String line) {
      String text = line.strip();
      while (text.startsWith("*")) {
        text = text.substring(1);
      }
      return text.strip();
    }
  }
}
