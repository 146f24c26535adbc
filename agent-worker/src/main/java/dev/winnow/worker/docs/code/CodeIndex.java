package dev.winnow.worker.docs.code;

import dev.winnow.worker.docs.markup.Comments;
import dev.winnow.worker.tree.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which names are in the code of trees. Comments do not count: what only they and documents name is
 * not there. For one check; it remembers files by their content.
 */
public final class CodeIndex {
  private static final int FEW = 24;

  private final Map<String, Set<String>> namesByBlob = new HashMap<>();
  private Optional<Set<String>> only = Optional.empty();

  /** From here on remembers these names only: all names of a long history are too many. */
  public void keepOnly(Set<String> names) {
    namesByBlob.clear();
    only = Optional.of(names);
  }

  /** All names in the given files of a tree. */
  public Set<String> names(Tree tree, Collection<String> files) {
    Set<String> names = new HashSet<>();
    for (String file : files) {
      names.addAll(names(tree, file));
    }
    return names;
  }

  /** All names in one file. */
  public Set<String> names(Tree tree, String file) {
    String blob = tree.blob(file).orElse("") + ' ' + file.substring(file.lastIndexOf('.') + 1);
    return namesByBlob.computeIfAbsent(
        blob,
        any -> {
          Set<String> names = new HashSet<>();
          tree.text(file)
              .ifPresent(
                  text ->
                      NameScanner.scan(
                          Comments.without(file, text),
                          name -> {
                            if (only.isEmpty() || only.get().contains(name)) {
                              names.add(name);
                            }
                          }));
          return names;
        });
  }

  /**
   * Where names are in files.
   *
   * @param inCode those that are in code
   * @param inComments files with comments that name them, sorted
   */
  public record Found(Set<String> inCode, Set<String> inComments) {}

  /** Looks for names in files, without remembering what else is in them. */
  public static Found find(Tree tree, Collection<String> files, Set<String> wanted) {
    Set<String> inCode = new HashSet<>();
    Set<String> inComments = new TreeSet<>();
    if (wanted.isEmpty()) {
      return new Found(inCode, inComments);
    }
    for (String file : files) {
      String text = tree.text(file).orElse("");
      Set<String> all = mayHave(text, wanted) ? among(text, wanted) : Set.of();
      if (!all.isEmpty()) {
        // Most files name none of them, and are not looked at as closely as this.
        Set<String> code = among(Comments.without(file, text), wanted);
        inCode.addAll(code);
        if (!code.containsAll(all)) {
          inComments.add(file);
        }
      }
    }
    return new Found(inCode, inComments);
  }

  /** To look for a few names is much faster than to read all that are there. */
  private static boolean mayHave(String text, Set<String> wanted) {
    return wanted.size() > FEW || wanted.stream().anyMatch(text::contains);
  }

  private static Set<String> among(String text, Set<String> wanted) {
    Set<String> found = new HashSet<>();
    NameScanner.scan(
        text,
        name -> {
          if (wanted.contains(name)) {
            found.add(name);
          }
        });
    return found;
  }

  /** Paths of a tree that count as code. */
  public static List<String> code(Collection<String> paths) {
    return paths.stream().filter(CodeFiles::isCode).toList();
  }
}
