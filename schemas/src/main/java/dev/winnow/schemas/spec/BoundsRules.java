package dev.winnow.schemas.spec;

import dev.winnow.schemas.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of what a command may see and use of its host. */
final class BoundsRules {
  private static final Pattern HOST =
      Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?");

  private static final int MOST_HOSTS = 256;
  private static final int MOST_PATHS = 1_000;
  private static final int LONGEST_PATH = 4_096;
  private static final int MOST_PROCESSES = 1_000_000;

  private BoundsRules() {}

  static void check(Field field, Optional<Bounds> given, ProblemList problems) {
    given.ifPresent(bounds -> check(field, bounds, problems));
  }

  private static void check(Field field, Bounds bounds, ProblemList problems) {
    Field network = field.then("network");
    if (bounds.getNetwork().size() > MOST_HOSTS) {
      problems.add(network, "has more than " + MOST_HOSTS + " items");
    }
    if (bounds.getNetwork().stream().anyMatch(host -> !HOST.matcher(host).matches())) {
      problems.add(network, "has what is no host");
    }
    checkReadable(field.then("readable"), bounds.getReadable(), problems);
    Field limits = field.then("limits");
    bounds.getMemory().ifPresent(size -> positive(limits.then("memory"), size, problems));
    bounds.getFileSize().ifPresent(size -> positive(limits.then("fileSize"), size, problems));
    bounds.getDisk().ifPresent(size -> positive(limits.then("disk"), size, problems));
    bounds.getCpuMs().ifPresent(time -> positive(limits.then("cpu"), time, problems));
    bounds
        .getProcesses()
        .ifPresent(
            number -> problems.requireRange(limits.then("processes"), number, 1, MOST_PROCESSES));
  }

  private static void checkReadable(Field field, List<String> paths, ProblemList problems) {
    if (paths.size() > MOST_PATHS) {
      problems.add(field, "has more than " + MOST_PATHS + " items");
    }
    for (int index = 0; index < paths.size() && !problems.isFull(); index++) {
      String path = paths.get(index);
      if (path.length() > LONGEST_PATH) {
        problems.add(field.then(index), "is longer than " + LONGEST_PATH + " characters");
      }
      if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
        problems.add(field.then(index), "is not an absolute path");
      } else if (!SpecPaths.normal(path).equals(path)) {
        problems.add(field.then(index), "has steps such as .. in it");
      }
    }
  }

  private static void positive(Field field, long value, ProblemList problems) {
    if (value < 1) {
      problems.add(field, "is less than 1");
    }
  }
}
