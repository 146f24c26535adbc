package dev.winnow.worker.check;

import dev.winnow.schemas.Finding;
import dev.winnow.worker.contract.source.Node;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An entry of {@code suppressions} in {@code winnow.yaml}: which findings do not count, why, and
 * until when. A finding has to be all that the entry says.
 *
 * @param finding beginning of fingerprints
 * @param rule name of a rule, or what names of rules begin with and {@code .*}
 * @param path pattern of the findings' files
 * @param element what they are about
 * @param reason what people say
 * @param until the last day on which it holds
 * @param line where it is written
 */
record SuppressionRule(
    Optional<String> finding,
    Optional<String> rule,
    Optional<String> path,
    Optional<String> element,
    String reason,
    LocalDate until,
    int line) {
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_ELEMENT = 1_000;
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8,32}");
  private static final Pattern RULE =
      Pattern.compile("[a-z0-9\\-]++(?:\\.[a-z0-9\\-]++)*+(?:\\.\\*)?");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  /** Reads the entries; those with something wrong are told and left out. */
  static List<SuppressionRule> read(Node list, ManifestFields fields) {
    if (!list.value().isArray()) {
      if (ManifestFields.isSaid(list)) {
        fields.wrong(list, "'suppressions' has to be a list: begin each with '- '");
      }
      return List.of();
    }
    if (list.value().size() > MOST) {
      fields.wrong(list, "this has at most " + MOST + " suppressions; the rest is left out");
    }
    return IntStream.range(0, Math.min(MOST, list.value().size()))
        .mapToObj(i -> new Reader(list.child(i), fields).rule())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether a finding is meant, whatever the day. The path is for the caller to look at. */
  boolean isAbout(Finding other) {
    return finding.filter(start -> !other.getFingerprint().startsWith(start)).isEmpty()
        && rule.filter(name -> !covers(name, other.getRule())).isEmpty()
        && element.filter(name -> !name.equals(other.getElement())).isEmpty();
  }

  private static boolean covers(String name, String rule) {
    return name.endsWith(".*")
        ? rule.startsWith(name.substring(0, name.length() - 1))
        : rule.equals(name);
  }

  boolean holdsOn(LocalDate day) {
    return !day.isAfter(until);
  }

  /** The same wherever it is written. */
  SuppressionRule withoutLine() {
    return new SuppressionRule(finding, rule, path, element, reason, until, 0);
  }

  /** What it is about, for people. */
  String subject() {
    StringBuilder subject = new StringBuilder();
    finding.ifPresent(start -> subject.append("finding ").append(start).append(' '));
    rule.ifPresent(name -> subject.append(name).append(' '));
    path.ifPresent(pattern -> subject.append("in ").append(pattern).append(' '));
    element.ifPresent(name -> subject.append("of ").append(name).append(' '));
    return subject.toString().strip();
  }

  /** What is wrong in an entry takes all of it away: it could mean more than was meant. */
  private static final class Reader {
    private final Node node;
    private final ManifestFields fields;

    Reader(Node node, ManifestFields fields) {
      this.node = node;
      this.fields = fields;
    }

    Optional<SuppressionRule> rule() {
      int problems = fields.problems().size();
      fields.known(node, List.of("finding", "rule", "path", "element", "reason", "until"));
      if (!node.value().isObject()) {
        return Optional.empty();
      }
      Optional<String> finding =
          fitting(
              "finding",
              FINGERPRINT,
              "the 32 hexadecimal digits of a finding, or its first 8 or more");
      Optional<String> rule =
          fitting("rule", RULE, "a rule such as docs.symbol-gone, or several such as docs.*");
      Optional<String> path = text("path", LONGEST_TEXT);
      Optional<String> element = text("element", LONGEST_ELEMENT);
      Optional<String> reason = required("reason", text("reason", LONGEST_TEXT));
      Optional<LocalDate> until = required("until", day());
      if (!node.child("finding").exists() && !node.child("rule").exists()) {
        fields.wrong(node, "this suppression needs 'finding' or 'rule'; it is left out");
      }
      if (fields.problems().size() > problems) {
        return Optional.empty();
      }
      return Optional.of(
          new SuppressionRule(
              finding,
              rule,
              path,
              element,
              reason.orElseThrow(),
              until.orElseThrow(),
              node.line()));
    }

    private Optional<String> text(String name, int longest) {
      Node value = node.child(name);
      Optional<String> text =
          ManifestFields.text(value).filter(t -> !t.isBlank() && t.length() <= longest);
      if (value.exists() && text.isEmpty()) {
        wrong(name, "a text of 1 to " + longest + " characters; put digits in quotes");
      }
      return text;
    }

    private Optional<String> fitting(String name, Pattern pattern, String what) {
      Optional<String> text = text(name, LONGEST_NAME);
      if (text.filter(t -> !pattern.matcher(t).matches()).isPresent()) {
        wrong(name, what);
      }
      return text;
    }

    private Optional<LocalDate> day() {
      Optional<String> text = text("until", LONGEST_NAME);
      try {
        return text.filter(t -> DAY.matcher(t).matches())
            .map(LocalDate::parse)
            .or(
                () -> {
                  text.ifPresent(any -> wrong("until", "a day such as 2027-01-31"));
                  return Optional.empty();
                });
      } catch (DateTimeException e) {
        wrong("until", "a day that there is, such as 2027-01-31");
        return Optional.empty();
      }
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
      if (!node.child(name).exists()) {
        fields.wrong(node, "this suppression needs '" + name + "'; it is left out");
      }
      return value;
    }

    private void wrong(String name, String what) {
      String message = "'" + name + "' has to be " + what + "; this suppression is left out";
      fields.wrong(node.child(name), message);
    }
  }
}
