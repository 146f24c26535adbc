package dev.winnow.local.cheats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The host of the cheats: what it was like before, and what is different. Every file that a cheat
 * leaves, and every process, carries a mark, so that what others do on the host meanwhile is not
 * taken for its doing.
 */
final class Host {
  private static final String MARK = "winnow-cheat";
  private static final int DEPTH = 3;

  private final Path folder;
  private final List<Path> watched;
  private final Map<String, String> before;
  private final Map<String, String> settingsBefore = settings();

  private Host(Path folder, List<Path> watched) throws IOException {
    this.folder = folder;
    this.watched = watched;
    this.before = tree();
  }

  /**
   * Makes a folder with something to spoil, and notes how it is.
   *
   * @param folder the folder
   * @param watched where else marked files are looked for
   */
  static Host make(Path folder, List<Path> watched) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("canary.txt"), "alive\n");
    return new Host(folder, watched);
  }

  /** What is not as it was, a sentence each; empty if all is well. */
  List<String> harm() throws IOException {
    List<String> harm = new ArrayList<>();
    Map<String, String> now = tree();
    before.forEach(
        (name, state) -> {
          if (!state.equals(now.get(name))) {
            harm.add(folder.resolve(name) + (now.containsKey(name) ? " was changed" : " is gone"));
          }
        });
    now.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> harm.add(folder.resolve(name) + " was added"));
    for (Path place : watched) {
      harm.addAll(marked(place));
    }
    harm.addAll(processes());
    Map<String, String> settings = settings();
    settingsBefore.forEach(
        (name, value) -> {
          if (!value.equals(settings.get(name))) {
            harm.add("the kernel's " + name + " was changed");
          }
        });
    return harm;
  }

  /** By name: kind, permissions, time of the last change, and content. */
  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Map<String, Object> attributes =
            Files.readAttributes(file, "unix:mode,lastModifiedTime,ino", LinkOption.NOFOLLOW_LINKS);
        String content = Files.isRegularFile(file) ? Files.readString(file) : "";
        tree.put(folder.relativize(file).toString(), new TreeMap<>(attributes) + content);
      }
    }
    return tree;
  }

  private static List<String> marked(Path place) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        place,
        EnumSet.noneOf(FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().startsWith(MARK)) {
              found.add(file + " was left");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static List<String> processes() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .forEach(
              process -> {
                String line = read(process.resolve("cmdline"));
                if (line.contains(MARK)) {
                  found.add("process " + process.getFileName() + " was left: " + line);
                }
              });
    }
    return found;
  }

  /** Settings of the kernel that a cheat tries to change. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : List.of("kernel/core_pattern", "kernel/hostname", "kernel/modprobe")) {
      settings.put(name, read(Path.of("/proc/sys", name)));
    }
    return settings;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ')
          .strip();
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }
}
