package dev.winnow.local.check;

import dev.winnow.local.LocalException;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.docs.fix.Mending;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What {@code winnow check --fix} writes: a patch, and what is left to a person. */
final class FixPatch {
  static final String DEFAULT_FILE = "winnow-fix.patch";
  private static final String OUT = "-";

  private final String file;
  private List<Finding> findings = List.of();
  private Mending.Mended mended;

  private FixPatch(String file) {
    this.file = file;
  }

  /**
   * Refuses at once what could only fail after the check.
   *
   * @param isJson whether the report goes to standard output as JSON
   */
  static FixPatch to(String file, boolean isJson) {
    if (file.isBlank() || file.indexOf('\0') >= 0) {
      throw new LocalException("--fix: has no file after =", "give --fix, or --fix=FILE");
    }
    if (file.equals(OUT) && isJson) {
      throw new LocalException(
          "--fix=-: standard output has the report already, because of --json",
          "give a file, as in --fix=" + DEFAULT_FILE);
    }
    if (!file.equals(OUT) && Files.isDirectory(Path.of(file))) {
      throw new LocalException("--fix: " + file + " is a folder", "give a file in it");
    }
    Path parent = Path.of(file).toAbsolutePath().getParent();
    if (!file.equals(OUT) && !Files.isDirectory(parent)) {
      throw cannotWrite(file);
    }
    return new FixPatch(file);
  }

  boolean isOut() {
    return file.equals(OUT);
  }

  /** Takes what can be mended of what was found. */
  void make(List<Finding> all, Mending.Mended made) {
    findings = all.stream().filter(each -> each.getSuppression().isEmpty()).toList();
    mended = made;
  }

  /**
   * Writes the patch, and says what it does.
   *
   * @param folder the clone, as it was given
   */
  void write(Path folder, boolean isJson, PrintWriter out, PrintWriter err) {
    if (!mended.patch().isEmpty()) {
      if (isOut()) {
        // A patch has its own ends of lines.
        out.print(mended.patch());
        out.flush();
      } else {
        save();
      }
    }
    PrintWriter lines = isOut() || isJson ? err : out;
    summary(folder).forEach(lines::println);
  }

  private void save() {
    try {
      Files.writeString(Path.of(file), mended.patch());
    } catch (IOException e) {
      throw cannotWrite(file);
    }
  }

  private static LocalException cannotWrite(String file) {
    return new LocalException(
        "--fix: cannot write " + file, "give a file in a folder that can be written");
  }

  private List<String> summary(Path folder) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (mended.patch().isEmpty()) {
      lines.add("No patch is written: nothing here can be mended without a person.");
      return lines;
    }
    lines.add(
        "%s mends %s of %s."
            .formatted(
                isOut() ? "The patch" : file,
                count(mended.lines(), "line"),
                count(mended.files(), "file")));
    if (!isOut()) {
      lines.add("  " + command(folder));
    }
    list("Fixed by it:", lines, finding -> mended.fixed().contains(finding.getFingerprint()));
    list(
        "Fixed in part, the rest needs a person:",
        lines,
        finding -> mended.inPart().contains(finding.getFingerprint()));
    list(
        "Needs a person:",
        lines,
        finding ->
            !mended.fixed().contains(finding.getFingerprint())
                && !mended.inPart().contains(finding.getFingerprint()));
    return lines;
  }

  private String command(Path folder) {
    if (folder.toString().isEmpty()) {
      return "git apply " + ReportLines.word(file);
    }
    String patch = Path.of(file).toAbsolutePath().normalize().toString();
    return "git -C " + ReportLines.word(folder.toString()) + " apply " + ReportLines.word(patch);
  }

  private void list(String title, List<String> lines, Predicate<Finding> which) {
    List<String> listed =
        findings.stream().filter(which).map(ReportLines::heading).sorted().toList();
    if (!listed.isEmpty()) {
      lines.add(title);
      listed.forEach(line -> lines.add("  " + line));
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
