package dev.winnow.worker.docs.rule.command;

import java.util.List;
import java.util.Optional;

/** A program that runs what build files define. */
public interface BuildTool {
  /** All that are known. */
  List<BuildTool> ALL =
      List.of(
          new Make(),
          new Npm(),
          new Just(),
          new Rake(),
          new Composer(),
          new Tox(),
          new Gradle(),
          new Cargo(),
          new Compose(),
          new Task());

  /** How it is called, for messages. */
  String name();

  /**
   * The directory in which a file defines targets.
   *
   * @param path path in the tree
   * @return empty if it is none of its build files
   */
  Optional<String> home(String path);

  /** Reads one of its build files. What cannot be read defines nothing. */
  BuildFile read(String path, String text);

  /** The targets that a command names; none if it runs something else. */
  List<Call> calls(Command command);
}
