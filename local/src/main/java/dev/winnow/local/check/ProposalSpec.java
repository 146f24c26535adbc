package dev.winnow.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.local.Launcher;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.note.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The spec of a task that has documents mended, as YAML. */
final class ProposalSpec {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_NAME = 40;
  private static final int ID_DIGITS = 12;

  /** Of several attempts that pass, the smallest patch is the best. */
  static final int ATTEMPTS = 3;

  private final LocalCheck.Clone clone;
  private final List<LocalCheck.Clone> neighbours;
  private final LocalCheck.Checked checked;

  /**
   * @param clone the repository that was checked
   * @param neighbours those that it was checked with
   * @param checked what was found
   */
  ProposalSpec(
      LocalCheck.Clone clone, List<LocalCheck.Clone> neighbours, LocalCheck.Checked checked) {
    this.clone = clone;
    this.neighbours = neighbours;
    this.checked = checked;
  }

  /** Name of the task: of the same commit, it is the same. */
  String id() {
    String name =
        clone.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME));
    return ("docs-" + end + "-" + checked.commit().substring(0, ID_DIGITS)).replace("--", "-");
  }

  /**
   * The spec.
   *
   * @param findings what is to be mended; at least one
   * @param agent the command line of the agent, which a shell reads
   */
  String text(List<Finding> findings, String agent) {
    return """
        # Has agents mend what documents say and is not so any more: winnow submit FILE
        apiVersion: winnow.dev/v1
        kind: Task
        id: %s
        repository: {url: %s, base: %s}
        prompt: |2
        %s
        # More variants, each with a prompt or parameters of its own, are more ways to try it.
        variants:
          - {name: documents, attempts: %d}
        agent:
          # What it may see of the worker's variables has to be named: environment: {KEY: "{{env.KEY}}"}
          command: [sh, -c, %s]
          timeout: 30m
          # Better: a list of the hosts that it needs.
          network: all
          # What it reads on this machine, beside programs: all else is hidden from it.
          readable: %s
        evaluator:
          readable: %s
          rungs:
            - name: proposal
              command: %s
              timeout: 10m
              metrics: {from: stdout}
        objectives:
          - {metric: findings_left, goal: minimize, exact: true}
          - {metric: changed_lines, goal: minimize, exact: true}
        budget: {wallTime: 4h, concurrent: %d}
        """
        .formatted(
            id(),
            quoted(RepositoryName.top(clone.folder()).toString()),
            quoted(checked.commit()),
            indented(new ProposalPrompt(checked.head()).of(findings)),
            ATTEMPTS,
            quoted(agent),
            json(named(agent)),
            json(readable()),
            json(gate(findings)),
            ATTEMPTS);
  }

  private List<String> gate(List<Finding> findings) {
    List<String> words = new ArrayList<>(Launcher.words());
    words.add("check-proposal");
    words.add("--name=" + clone.name());
    checked.mergeBase().ifPresent(commit -> words.add("--base=" + commit));
    neighbours.stream()
        .map(LocalCheck.Clone::folder)
        .map(Path::toString)
        .forEach(folder -> words.add("--neighbour=" + folder));
    findings.forEach(finding -> words.add("--finding=" + finding.getFingerprint()));
    return words;
  }

  /** What the command line names by absolute paths. */
  private static List<String> named(String agent) {
    return Arrays.stream(agent.split("[\\s'\"]+"))
        .filter(word -> word.startsWith("/"))
        .map(word -> Path.of(word).normalize())
        .filter(Files::exists)
        .map(Path::toString)
        .distinct()
        .toList();
  }

  private List<String> readable() {
    List<String> paths = new ArrayList<>(Launcher.readable());
    neighbours.stream()
        .map(LocalCheck.Clone::folder)
        .map(folder -> folder.toAbsolutePath().normalize().toString())
        .forEach(paths::add);
    return paths;
  }

  /** As the text of a block: what is in the lines needs no quotes there. */
  private static String indented(String text) {
    return text.stripTrailing().indent(2).replaceAll("(?m)^ +$", "").stripTrailing();
  }

  private static String quoted(String text) {
    return json(Note.printable(text));
  }

  /** A text in JSON is one in YAML. */
  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts are always JSON", impossible);
    }
  }
}
