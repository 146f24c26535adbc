package dev.winnow.worker.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    Set<String> files = listed(checkout, within);
    if (!without.isEmpty()) {
      // Not by git's own exclusion: where one file is asked for, ls-files excludes it by patterns
      // that do not match it (seen with git 2.39).
      files.removeAll(listed(checkout, without));
    }
    return List.copyOf(files);
  }

  private static Set<String> listed(Path checkout, List<String> pathspecs) throws GitException {
    List<String> command = new ArrayList<>(List.of("ls-files", "--stage", "-z", "--"));
    pathspecs.forEach(path -> command.add(":(glob,top)" + path));
    byte[] listed = Git.isolated(checkout).run(new byte[0], command.toArray(String[]::new));
    return Stream.of(new String(listed, StandardCharsets.UTF_8).split("\0"))
        .filter(entry -> entry.startsWith("100"))
        .map(entry -> entry.substring(entry.indexOf('\t') + 1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
