package dev.winnow.worker.docs.rule;

import dev.winnow.schemas.Side;
import dev.winnow.worker.contract.Place;
import dev.winnow.worker.docs.drift.Drift;
import dev.winnow.worker.docs.drift.DriftRule;
import dev.winnow.worker.docs.drift.Edit;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.DocLine;
import dev.winnow.worker.docs.rule.Manifests.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Documents name a version of the project, or of what it needs, that the manifest has left behind.
 */
public final class Versions implements DriftRule {
  private static final double CONFIDENCE = 0.9;
  private static final int NEAR_LINES = 5;
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern RELEASE = Pattern.compile("\\d++(?:\\.\\d++){1,3}+");
  private static final Pattern OLDEST =
      Pattern.compile("\\s*+(?:>=|\\^|~)?+\\s*+v?+(\\d++(?:\\.\\d++)*+)(?:\\s*+,?+\\s*+<.*+)?+");
  private static final Pattern SINCE =
      Pattern.compile(
          "\\b(?:since|as of|until|before|prior to|introduced|added in|starting|fixed in)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NEEDS =
      Pattern.compile(
          "\\b(?:requires?|required|requirements?|prerequisites?|minimum|at least|or (?:newer|later"
              + "|higher|above|greater)|needs?)\\b|>=|≥",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SUPPORTS =
      Pattern.compile(
          "\\b(?:supports?|supported|compatible|works (?:with|on))\\b", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Drift> between(Revision before, Revision head) {
    List<Drift> drifts = new ArrayList<>();
    for (String path : head.changedFrom(before)) {
      Optional<Manifest> was = manifest(before, path);
      Optional<Manifest> is = manifest(head, path);
      if (was.isPresent() && is.isPresent()) {
        own(head, path, was.get(), is.get()).ifPresent(drifts::add);
        needed(head, path, was.get(), is.get()).ifPresent(drifts::add);
      }
    }
    return drifts;
  }

  private static Optional<Manifest> manifest(Revision revision, String path) {
    return revision.tree().text(path).flatMap(text -> Manifests.read(path, text));
  }

  /** The project's own version, where it is used with the project's name. */
  private static Optional<Drift> own(Revision head, String path, Manifest was, Manifest is) {
    String name = is.name().isEmpty() ? named(head, path) : is.name();
    if (name.length() < 2
        || was.version().equals(is.version())
        || !RELEASE.matcher(was.version()).matches()
        || !RELEASE.matcher(is.version()).matches()) {
      return Optional.empty();
    }
    Pattern uses = uses(name, was.version());
    Pattern artifact = Pattern.compile(Pattern.quote("<artifactId>" + name + "</artifactId>"));
    String element = "<version>" + was.version() + "</version>";
    return drift(
        head,
        path,
        name,
        was.version(),
        is.version(),
        (lines, at) -> {
          String line = lines.get(at);
          boolean isUse = !SINCE.matcher(line).find() && uses.matcher(line).find();
          return isUse
              ? found(uses, line)
              : line.contains(element) && isNear(lines, at, artifact)
                  ? List.of(element)
                  : List.of();
        },
        line -> false);
  }

  /** The name that another manifest of the same directory gives. */
  private static String named(Revision head, String path) {
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    TreeSet<String> names = new TreeSet<>();
    for (String other : head.tree().paths().tailSet(directory)) {
      if (!other.startsWith(directory)) {
        break;
      }
      boolean beside = other.indexOf('/', directory.length()) < 0;
      if (beside && other.contains("settings.gradle")) {
        head.tree().text(other).ifPresent(text -> names.add(gradleName(text)));
      } else if (beside && !other.equals(path)) {
        manifest(head, other).ifPresent(manifest -> names.add(manifest.name()));
      }
    }
    names.remove("");
    return names.size() == 1 ? names.first() : "";
  }

  private static String gradleName(String text) {
    Matcher name =
        Pattern.compile("rootProject\\.name\\s*+=\\s*+[\"']([^\"']++)[\"']").matcher(text);
    return name.find() ? name.group(1) : "";
  }

  /** {@code name:old}, {@code name@old}, {@code name==old}, {@code name = "old"} and alike. */
  private static Pattern uses(String name, String version) {
    return Pattern.compile(
        "(?<![\\w-])"
            + Pattern.quote(name)
            + "(?=\\s{0,3}+[:@=~>^,%\"'`])[\\s:@=~>^,%\"'`]{1,8}?"
            + "(?:\\{\\s?+:?+version\\s?+[=:]\\s?+\"[~^=]?+)?+v?+"
            + Pattern.quote(version)
            + "(?![\\w]|[.-]\\w)");
  }

  private static boolean isNear(List<String> lines, int at, Pattern artifact) {
    for (int i = at; i >= 0 && i >= at - NEAR_LINES; i--) {
      if (artifact.matcher(lines.get(i)).find()) {
        return true;
      }
      if (i < at
          && (lines.get(i).contains("<dependency>") || lines.get(i).contains("</version>"))) {
        break;
      }
    }
    return false;
  }

  /** The oldest version of a tool that the project needs, where a document says so. */
  private static Optional<Drift> needed(Revision head, String path, Manifest was, Manifest is) {
    Optional<String> old = oldest(was.needs());
    Optional<String> now = oldest(is.needs());
    if (was.tool().isEmpty() || old.isEmpty() || now.isEmpty() || !isRaised(old.get(), now.get())) {
      return Optional.empty();
    }
    Pattern says = says(is.tool(), old.get());
    Pattern saysNow = says(is.tool(), now.get());
    return drift(
        head,
        path,
        is.tool(),
        trimmed(old.get()),
        trimmed(now.get()),
        (lines, at) -> isNeed(says, lines.get(at)) ? found(says, lines.get(at)) : List.of(),
        line -> isNeed(saysNow, line));
  }

  private static Pattern says(String tool, String version) {
    return Pattern.compile(
        "(?<![\\w.-])(?:"
            + (tool.equals("Node") ? "Node(?:\\.?js)?+" : tool)
            + (tool.equals("Java") ? "|JDK|JRE" : "")
            + ")\\s?+(?:version\\s?+)?+(?:>=|≥)?+\\s?+v?+"
            + Pattern.quote(trimmed(version))
            + "(?:\\.0){0,2}+(?![\\w]|\\.\\d)",
        Pattern.CASE_INSENSITIVE);
  }

  /** Whether a line says a version, and that it is needed: what it is enough for is no need. */
  private static boolean isNeed(Pattern says, String line) {
    if (line.length() > LONGEST_LINE) {
      return false;
    }
    Matcher said = says.matcher(line);
    if (!said.find()) {
      return false;
    }
    boolean isOrNewer = line.startsWith("+", said.end());
    boolean isFirst = line.substring(0, said.start()).chars().noneMatch(Character::isLetterOrDigit);
    return NEEDS.matcher(line).find() || isOrNewer && (isFirst || SUPPORTS.matcher(line).find());
  }

  private static Optional<String> oldest(String needs) {
    Matcher oldest = OLDEST.matcher(needs);
    return oldest.matches() ? Optional.of(oldest.group(1)) : Optional.empty();
  }

  private static String trimmed(String version) {
    String text = version;
    while (text.endsWith(".0")) {
      text = text.substring(0, text.length() - 2);
    }
    return text;
  }

  private static boolean isRaised(String old, String now) {
    String[] olds = trimmed(old).split("\\.");
    String[] nows = trimmed(now).split("\\.");
    for (int i = 0; i < Math.max(olds.length, nows.length); i++) {
      int order = compare(i < olds.length ? olds[i] : "0", i < nows.length ? nows[i] : "0");
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  private static int compare(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  private static List<String> found(Pattern pattern, String line) {
    return pattern.matcher(line).results().map(MatchResult::group).toList();
  }

  /** Finds where a line names a version. */
  private interface Says {
    /** The parts of a line that name it; none if the line does not. */
    List<String> in(List<String> lines, int at);
  }

  /** What to write in a line that has the same part as often as it names the version. */
  private static Optional<Edit> edit(String line, List<String> parts, String old, String now) {
    String part = parts.get(0);
    boolean isOne = parts.stream().allMatch(part::equals);
    int from = part.lastIndexOf(old);
    if (!isOne || from < 0) {
      return Optional.empty();
    }
    // Zeros that were written after it are not the new version's.
    String end = part.substring(from + old.length()).replaceFirst("^(?:\\.0)++", "");
    String instead = part.substring(0, from) + now + end;
    return Edits.count(line, part) == parts.size()
        ? Optional.of(new Edit(part, instead))
        : Optional.empty();
  }

  private static Optional<Drift> drift(
      Revision head,
      String path,
      String name,
      String old,
      String now,
      Says says,
      Predicate<String> isMended) {
    List<DocLine> said = new ArrayList<>();
    Map<DocLine, Edit> edits = new TreeMap<>();
    for (String document : head.documents()) {
      List<String> lines = head.tree().text(document).orElse("").lines().toList();
      if (lines.stream().anyMatch(line -> line.contains(now) && isMended.test(line))) {
        continue;
      }
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.length() <= LONGEST_LINE && line.contains(old) && !Past.in(line)) {
          List<String> parts = says.in(lines, i);
          if (!parts.isEmpty()) {
            DocLine at = new DocLine(document, i + 1);
            said.add(at);
            edit(line, parts, old, now).ifPresent(edit -> edits.put(at, edit));
          }
        }
      }
    }
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Drift(
                "docs.version-old",
                CONFIDENCE,
                name + " " + old,
                "Documents say %s %s, but %s says %s now.".formatted(name, old, path, now),
                "Say " + now + ".",
                said,
                Optional.of(new Place(path, 0, Side.MERGE_BASE)),
                Optional.of(now),
                edits));
  }
}
