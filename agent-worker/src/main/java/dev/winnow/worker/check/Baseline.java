package dev.winnow.worker.check;

import dev.winnow.schemas.Finding;
import dev.winnow.worker.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Findings that were there when a repository began to be checked, and do not count. A text with a
 * line for each, {@code <fingerprint> <rule> <file> <element>}, sorted; only the fingerprint is
 * read, the rest is for people.
 */
public final class Baseline {
  /** Why its findings do not count. */
  public static final String REASON = "in the baseline";

  /** What the name of its file ends with: by that it is known to be no code. */
  public static final String ENDING = "baseline.txt";

  /** More findings than this are too many for it. */
  public static final int MOST_LINES = 50_000;

  /** More than this is not read. */
  public static final int MOST_BYTES = Tree.LARGEST_BYTES;

  static final Baseline NONE = new Baseline("", Set.of(), List.of());

  private static final String TITLE =
      "# Winnow baseline: what `winnow check --all` found when this was written. It does not count;"
          + " what is deleted here does.\n";
  private static final int LONGEST_LINE = 300;
  private static final int MOST_PROBLEMS = 10;
  private static final Pattern LINE = Pattern.compile("[0-9a-f]{32}(?: .*)?", Pattern.DOTALL);
  private static final int FINGERPRINT = 32;

  private final String file;
  private final Set<String> fingerprints;
  private final List<Manifest.Problem> problems;

  private Baseline(String file, Set<String> fingerprints, List<Manifest.Problem> problems) {
    this.file = file;
    this.fingerprints = fingerprints;
    this.problems = problems;
  }

  /**
   * Reads a baseline. What is wrong in it is kept as problems, and the rest counts.
   *
   * @param file its path, for people
   */
  public static Baseline parse(String file, String text) {
    Set<String> fingerprints = new HashSet<>();
    List<Manifest.Problem> problems = new ArrayList<>();
    int number = 0;
    int read = 0;
    int wrong = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (++read > MOST_LINES) {
        String message = "From here on nothing is read: a baseline has " + MOST_LINES + " lines";
        problems.add(new Manifest.Problem(file, number, message));
        break;
      }
      if (LINE.matcher(line).matches()) {
        fingerprints.add(line.substring(0, FINGERPRINT));
      } else if (++wrong <= MOST_PROBLEMS) {
        String message = "This line of the baseline does not begin with a fingerprint: delete it";
        problems.add(new Manifest.Problem(file, number, message));
      }
    }
    if (wrong > MOST_PROBLEMS) {
      String message = (wrong - MOST_PROBLEMS) + " lines more do not begin with a fingerprint";
      problems.add(new Manifest.Problem(file, 0, message));
    }
    return new Baseline(file, fingerprints, problems);
  }

  /**
   * The text of a baseline. What {@code winnow.yaml} suppresses, and only until some day, is not in
   * it; what an older baseline has is, as it is still there.
   *
   * @param findings all that was found
   * @return empty if these are too many for a baseline
   */
  public static Optional<String> text(Collection<Finding> findings) {
    List<String> lines =
        findings.stream().filter(Baseline::belongs).map(Baseline::line).sorted().toList();
    String text = lines.stream().collect(Collectors.joining("", TITLE, ""));
    boolean fits =
        lines.size() <= MOST_LINES && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    return Optional.of(text).filter(any -> fits);
  }

  private static boolean belongs(Finding finding) {
    return finding.getSuppression().flatMap(each -> each.getUntil()).isEmpty();
  }

  private static String line(Finding finding) {
    String line =
        String.join(
                " ",
                finding.getFingerprint(),
                finding.getRule(),
                finding.getFile(),
                finding.getElement())
            .replaceAll("\\p{Cntrl}", " ");
    int end = Math.min(line.length(), LONGEST_LINE);
    // Half of a surrogate pair cannot be encoded.
    boolean isHalf = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1));
    return line.substring(0, isHalf ? end - 1 : end).stripTrailing() + "\n";
  }

  String file() {
    return file;
  }

  Set<String> fingerprints() {
    return fingerprints;
  }

  List<Manifest.Problem> problems() {
    return problems;
  }
}
