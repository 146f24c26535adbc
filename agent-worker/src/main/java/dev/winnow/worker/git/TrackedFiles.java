package dev.winnow.worker.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What git tracks in a checkout. */
public final class TrackedFiles {
  private TrackedFiles() {}

  /**
   * Paths of plain files, relative to the checkout, in git's order; neither links nor submodules.
   *
   * @param checkout its top folder
   * @param within git pathspecs with glob magic that a file has to match one of; at least one
   * @param without those that it must not match any of
   */
  public static List<String> in(Path checkout, List<String> within, List<String> without)
      throws GitException {
    List<String> command = new ArrayList<>(List.of("ls-files", "--stage", "-z", "--"));
    within.forEach(path -> command.add(":(glob,top)" + path));
    without.forEach(path -> command.add(":(glob,top,exclude)" + path));
    byte[] listed = Git.isolated(checkout).run(new byte[0], command.toArray(String[]::new));
    return Stream.of(new String(listed, StandardCharsets.UTF_8).split("\0"))
        .filter(entry -> entry.startsWith("100"))
        .map(entry -> entry.substring(entry.indexOf('\t') + 1))
        .toList();
  }
}
