package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.rule.command.BuildFile;
import dev.winnow.worker.docs.rule.command.BuildTool;
import dev.winnow.worker.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The build files of one tool in one commit, each read when it is first asked for. */
final class BuildFiles {
  /** What others wrote, or what only tests read. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?:^|.*/)(?:node_modules|vendor|third_party|testdata|fixtures|__fixtures__)/.*");

  private final BuildTool tool;
  private final Tree tree;
  private final SortedMap<String, String> homes = new TreeMap<>();
  private final Map<String, BuildFile> read = new HashMap<>();

  BuildFiles(BuildTool tool, Tree tree) {
    this.tool = tool;
    this.tree = tree;
    for (String path : tree.paths()) {
      tool.home(path)
          .filter(home -> !FOREIGN.matcher(path).matches())
          .ifPresent(home -> homes.put(path, home));
    }
  }

  boolean has(String path) {
    return homes.containsKey(path);
  }

  /** Whether some build file is in a directory. */
  boolean hasHome(String directory) {
    return homes.containsValue(directory);
  }

  /** What a file defines; nothing if there is no such build file. */
  BuildFile file(String path) {
    return has(path)
        ? read.computeIfAbsent(
            path, any -> tree.text(path).map(text -> tool.read(path, text)).orElse(BuildFile.NONE))
        : BuildFile.NONE;
  }

  /** The file that defines a target in the first of some directories that has one. */
  Optional<String> defining(String target, List<String> directories) {
    return directories.stream()
        .flatMap(
            directory ->
                homes.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(directory))
                    .map(Map.Entry::getKey)
                    .filter(path -> file(path).defines(target)))
        .findFirst();
  }

  Optional<String> defining(String target) {
    return allDefining(target).stream().findFirst();
  }

  Set<String> allDefining(String target) {
    return homes.keySet().stream()
        .filter(path -> file(path).defines(target))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
