package dev.winnow.worker.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Paths as git's pathspecs with glob magic, and what can be laid in the way to them. To git {@code
 * .mvn/**} is what lies in the folder {@code .mvn}; where a change makes that a link to another
 * folder, or a file, nothing lies in it, and yet whoever looks at {@code .mvn/x} finds something
 * else than before.
 */
final class Pathspecs {
  private static final String ANY_DEPTH = "**";

  private final List<String> paths;
  private final Set<String> folders = new LinkedHashSet<>();

  Pathspecs(List<String> paths) {
    this.paths = List.copyOf(paths);
    for (String path : paths) {
      List<String> parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
      int last = path.endsWith("/") ? parts.size() : parts.size() - 1;
      for (int length = 1; length <= last; length++) {
        // Everything may be such a folder: then a link anywhere would be in the way.
        if (!parts.get(length - 1).equals(ANY_DEPTH)) {
          folders.add(String.join("/", parts.subList(0, length)));
        }
      }
    }
  }

  /** Whether there are no paths, which stands for all. */
  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Whether a path leads through folders, so that something can be in the way. */
  boolean haveFolders() {
    return !folders.isEmpty();
  }

  /** A git command for what is at the paths. */
  String[] at(String... command) {
    return with(paths, command);
  }

  /**
   * A git command for what is at the folders of the paths or inside them; {@link #isInTheWay} tells
   * which of it is in the way.
   */
  String[] atFolders(String... command) {
    return with(folders, command);
  }

  private static String[] with(Iterable<String> paths, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--");
    paths.forEach(path -> all.add(":(glob,top)" + path));
    return all.toArray(String[]::new);
  }

  /**
   * Whether something that is no folder stands where a path leads through a folder. Where a folder
   * is given by a pattern only a link counts: many files fit, which lead nowhere.
   *
   * @param name its path
   * @param isLink whether it is a symbolic link
   */
  boolean isInTheWay(String name, boolean isLink) {
    return isAtFolder(folders, name, isLink);
  }

  /** The same for a name that has one character a byte. */
  boolean isNameInTheWay(String name, boolean isLink) {
    return isAtFolder(folders.stream().map(FileNames::ofText).toList(), name, isLink);
  }

  private static boolean isAtFolder(Collection<String> folders, String name, boolean isLink) {
    return folders.stream()
        .anyMatch(
            folder ->
                isPattern(folder)
                    ? isLink && regex(folder).matcher(name).matches()
                    : folder.equals(name));
  }

  private static boolean isPattern(String folder) {
    return folder.matches(".*[*?\\[\\\\].*");
  }

  /** No stricter than git's own: what is in brackets may be anything. */
  private static Pattern regex(String folder) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < folder.length(); i++) {
      char c = folder.charAt(i);
      if (folder.startsWith("**/", i) && (i == 0 || folder.charAt(i - 1) == '/')) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '[' && folder.indexOf(']', i + 2) > 0) {
        regex.append("[^/]");
        i = folder.indexOf(']', i + 2);
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        char literal = c == '\\' && i + 1 < folder.length() ? folder.charAt(++i) : c;
        regex.append(Pattern.quote(String.valueOf(literal)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
