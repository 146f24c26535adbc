package dev.winnow.worker.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shell around a tool. Nothing of a spec is read by it: all comes as arguments. */
final class Shell {
  private Shell() {}

  /** The tool with a file as its standard input. */
  static List<String> withInput(Path file, List<String> command) {
    return wrapped("exec \"$@\" <\"$0\"", file.toString(), command);
  }

  /** A script with the tool as {@code "$@"}. */
  static List<String> wrapped(String script, String name, List<String> command) {
    List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", script, name));
    all.addAll(command);
    return all;
  }
}
