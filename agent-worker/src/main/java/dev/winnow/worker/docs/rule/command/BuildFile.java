package dev.winnow.worker.docs.rule.command;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a build file defines.
 *
 * @param targets by name, where {@code %} stands for any letters
 * @param open what may define more that is not seen, such as an include
 */
public record BuildFile(SortedMap<String, Target> targets, Set<String> open) {
  /** What is not there, or cannot be read, defines nothing. */
  public static final BuildFile NONE = new BuildFile(Map.of(), Set.of());

  BuildFile(Map<String, Target> targets, Set<String> open) {
    this(new TreeMap<>(targets), new TreeSet<>(open));
  }

  public boolean defines(String name) {
    return targets.containsKey(name)
        || targets.keySet().stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    int any = pattern.indexOf('%');
    return any >= 0
        && name.length() >= pattern.length()
        && name.startsWith(pattern.substring(0, any))
        && name.endsWith(pattern.substring(any + 1));
  }
}
