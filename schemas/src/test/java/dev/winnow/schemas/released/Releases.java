package dev.winnow.schemas.released;

import dev.winnow.schemas.registry.Compatibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas of earlier releases: a folder a release, numbered from 1, a file a record. */
final class Releases {
  /** In the sources, not in the build's output: recording writes there. */
  static final Path FOLDER = Path.of("src/test/resources/released");

  private static final String SUFFIX = ".avsc";

  private final Path folder;

  Releases(Path folder) {
    this.folder = folder;
  }

  /** Returns the numbers of all releases, oldest first. */
  List<Integer> numbers() throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.map(each -> Integer.valueOf(each.getFileName().toString())).sorted().toList();
    }
  }

  /** Returns the schemas of one release, by simple name of the record. */
  Map<String, Schema> schemas(int release) throws IOException {
    Map<String, Schema> schemas = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve(String.valueOf(release)))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        schemas.put(
            name.substring(0, name.length() - SUFFIX.length()),
            new Schema.Parser().parse(Files.readString(file)));
      }
    }
    return schemas;
  }

  /**
   * Compares records with every release.
   *
   * @param current today's records by simple name
   * @return what breaks, a line each that names record and release
   */
  List<String> breaks(Map<String, Schema> current) throws IOException {
    List<String> breaks = new ArrayList<>();
    Set<String> released = new TreeSet<>();
    for (int release : numbers()) {
      Map<String, Schema> then = schemas(release);
      released.addAll(then.keySet());
      then.forEach(
          (name, schema) -> {
            if (current.containsKey(name)) {
              Compatibility.BACKWARD.check(current.get(name), List.of(schema)).stream()
                  .map(each -> "%s of release %d: %s".formatted(name, release, each))
                  .forEach(breaks::add);
            }
          });
    }
    released.removeAll(current.keySet());
    released.forEach(name -> breaks.add(name + " was released and is gone"));
    return breaks;
  }

  /** Records a release; one that was recorded never changes. */
  void record(int release, Map<String, Schema> current) throws IOException {
    List<Integer> numbers = numbers();
    int next = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
    if (release != next) {
      throw new IllegalArgumentException("the next release is " + next + ", not " + release);
    }
    List<String> breaks = breaks(current);
    if (!breaks.isEmpty()) {
      throw new IllegalArgumentException("not compatible with earlier releases: " + breaks);
    }
    Path target = Files.createDirectories(folder.resolve(String.valueOf(release)));
    for (Map.Entry<String, Schema> each : current.entrySet()) {
      Files.writeString(
          target.resolve(each.getKey() + SUFFIX), each.getValue().toString(true) + "\n");
    }
  }
}
