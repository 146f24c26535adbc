package dev.winnow.worker.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The command that starts an environment and measures in it, as one tree of processes: a sandbox
 * has a network and processes of its own, so what another command had started could not be reached
 * there, and would be no more. It is a POSIX shell script; the words of the commands come to it as
 * arguments, and no shell reads them.
 */
final class Supervisor {
  private static final String SCRIPT = script();
  private static final String NAME = "winnow-environment";

  private final List<String> words = new ArrayList<>();

  private Supervisor() {}

  /**
   * Program and arguments.
   *
   * @param up starts the environment
   * @param ready says that it is ready; no words if it is when {@code up} ends
   * @param variables of both
   * @param measured is run when it is ready
   * @param measuredVariables its own variables
   */
  static List<String> commandLine(
      List<String> up,
      List<String> ready,
      Map<String, String> variables,
      List<String> measured,
      Map<String, String> measuredVariables) {
    Supervisor supervisor = new Supervisor();
    String script =
        SCRIPT
            .replace("@UP@", supervisor.add(variables, up))
            .replace("@WAITS@", Boolean.toString(!ready.isEmpty()))
            .replace("@READY@", ready.isEmpty() ? ":" : supervisor.add(variables, ready))
            .replace("@MEASURED@", supervisor.add(measuredVariables, measured));
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", script, NAME));
    line.addAll(supervisor.words);
    return line;
  }

  /** Adds a command's words; returns how the script refers to them. */
  private String add(Map<String, String> variables, List<String> command) {
    int from = words.size();
    if (!variables.isEmpty()) {
      words.add("env");
      new TreeMap<>(variables).forEach((name, value) -> words.add(name + "=" + value));
    }
    words.addAll(command);
    StringBuilder references = new StringBuilder();
    for (int index = from + 1; index <= words.size(); index++) {
      references.append(index == from + 1 ? "" : " ").append("\"${").append(index).append("}\"");
    }
    return references.toString();
  }

  private static String script() {
    try (InputStream script = Supervisor.class.getResourceAsStream("supervisor.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
