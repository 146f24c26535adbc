package dev.winnow.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A contest that takes seconds: agents write a number, the evaluator reports it. */
final class SmallContest {
  private SmallContest() {}

  /** A git repository whose base passes the evaluator; returns its only commit. */
  static String repository(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("value.txt"), "1\n");
    git(folder, "init", "--quiet", "--initial-branch=main");
    git(folder, "add", "--all");
    git(folder, "-c", "user.name=t", "-c", "user.email=t@t.invalid", "commit", "--quiet", "-mbase");
    return git(folder, "rev-parse", "HEAD").strip();
  }

  /**
   * Whether six attempts cost that much, and so many of them again that were cut off: at the most,
   * for nobody knows what those cost, or at their cost if they had ended and only could not say so.
   */
  static boolean isSpend(BigDecimal money, int mostCutOff) {
    BigDecimal six = new BigDecimal("0.12");
    BigDecimal most = new BigDecimal("0.05");
    BigDecimal cost = new BigDecimal("0.02");
    for (int unknown = 0; unknown <= mostCutOff; unknown++) {
      for (int ended = 0; unknown + ended <= mostCutOff; ended++) {
        BigDecimal again =
            most.multiply(BigDecimal.valueOf(unknown))
                .add(cost.multiply(BigDecimal.valueOf(ended)));
        if (money.compareTo(six.add(again)) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A spec of six variants: four that differ, one that repeats another and one that fails its gate.
   *
   * @param pause how long an agent takes, in seconds
   */
  static String spec(String id, Path repository, String base, String pause) {
    return """
        apiVersion: winnow.dev/v1
        kind: Task
        id: %s
        repository: {url: %s, base: %s}
        prompt: write a number
        variants:
          - {name: one, parameters: {value: "10"}}
          - {name: two, parameters: {value: "30"}}
          - {name: three, parameters: {value: "20"}}
          - {name: four, parameters: {value: "25"}}
          - {name: again, parameters: {value: "20"}}
          - {name: bad, parameters: {value: "no-number"}}
        agent:
          command: [sh, -c, 'sleep %s; echo "{{parameters.value}}" >value.txt; echo "{\\"cost\\": 0.02}" >"$WINNOW_REPORT"']
          timeout: 60s
          maxCost: 0.05
        evaluator:
          rungs:
            - {name: number, command: [sh, -c, 'test "$(cat value.txt)" -ge 0'], timeout: 30s}
            - {name: speed, command: [sh, -c, 'echo "{\\"speed\\": $(cat value.txt)}"'], timeout: 30s, metrics: {from: stdout}}
        objectives: [{metric: speed, goal: maximize}]
        budget: {attempts: 6, money: 0.60, wallTime: 10m, concurrent: 3}
        decision: {keep: 2}
        """
        .formatted(id, repository, base, pause);
  }

  private static String git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return output;
  }
}
