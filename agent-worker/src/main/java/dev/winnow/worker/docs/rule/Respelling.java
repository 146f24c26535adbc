package dev.winnow.worker.docs.rule;

import dev.winnow.worker.tree.TreePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a document that names a file in its way names it in the same way where it is now. */
final class Respelling {
  /** What a path can have in a link and in a command without being quoted or escaped. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.@+/~-]++");

  private static final String HTML = ".html";

  private final String document;
  private final String folder;
  private final String was;
  private final String now;

  /**
   * @param document path of the document
   * @param was path of the file, from the root
   * @param now where it is now
   */
  Respelling(String document, String was, String now) {
    this.document = document;
    this.folder = document.substring(0, document.lastIndexOf('/') + 1);
    this.was = was;
    this.now = now;
  }

  /** Other words for what a link has, those that are nearest to its way first. */
  List<String> ofLink(String target) {
    List<String> all = new ArrayList<>();
    for (String ending : Paths.ENDINGS) {
      if (was.endsWith(ending) && now.endsWith(ending)) {
        String old = without(was, ending);
        String fresh = without(now, ending);
        link(target, old, fresh).ifPresent(all::add);
        if (target.endsWith(HTML) && !ending.isEmpty()) {
          link(without(target, HTML), old, fresh).map(path -> path + HTML).ifPresent(all::add);
        }
      }
    }
    return plain(all);
  }

  /** Other words for what is named, those that are nearest to its way first. */
  List<String> ofName(String name) {
    List<String> all = new ArrayList<>();
    if (leadsTo(name, was)) {
      all.add((name.startsWith("/") ? "/" : name.startsWith("./") ? "./" : "") + now);
    }
    if (leadsTo(folder + name, was)) {
      all.add(relative(name, now));
    }
    TreePaths.normal(name)
        .filter(end -> was.endsWith("/" + end))
        .map(end -> without(was, end))
        .ifPresent(start -> all.add(now.startsWith(start) ? now.substring(start.length()) : now));
    return plain(all);
  }

  private Optional<String> link(String target, String old, String fresh) {
    if (!target.startsWith("/")) {
      return leadsTo(folder + target, old)
          ? Optional.of(relative(target, fresh))
          : Optional.empty();
    }
    if (leadsTo(target, old)) {
      return Optional.of("/" + fresh);
    }
    // A site's root is often the folder of its documents.
    String site = document.substring(0, Math.max(0, document.indexOf('/')));
    return !site.isEmpty() && leadsTo(site + target, old) && fresh.startsWith(site + "/")
        ? Optional.of(fresh.substring(site.length()))
        : Optional.empty();
  }

  private String relative(String before, String path) {
    String[] from = folder.isEmpty() ? new String[0] : folder.split("/");
    String[] to = path.split("/");
    int same = 0;
    while (same < from.length && same < to.length - 1 && from[same].equals(to[same])) {
      same++;
    }
    StringBuilder way = new StringBuilder("../".repeat(from.length - same));
    if (way.isEmpty() && before.startsWith("./")) {
      way.append("./");
    }
    return way.append(String.join("/", List.of(to).subList(same, to.length))).toString();
  }

  private static boolean leadsTo(String name, String path) {
    return TreePaths.normal(name).filter(path::equals).isPresent();
  }

  private static String without(String text, String end) {
    return text.substring(0, text.length() - end.length());
  }

  private static List<String> plain(List<String> all) {
    return all.stream().filter(path -> PLAIN.matcher(path).matches()).distinct().toList();
  }
}
