package dev.winnow.benchmarks.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.benchmarks.compare.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Programs that were handed in, one Java file each in a folder of its own, and which of them Winnow
 * has in one family. Winnow's side makes both; a peer reads them.
 *
 * @param folder where they are
 */
public record Submissions(Path folder) {
  /** The option that says where the working copy is that this runs in. */
  static final String HOME = "home";

  static final String FILE = "Program.java";

  /** What a side calls how many a CPU-second searches of programs that it has read already. */
  public static final String SEARCHED = "searched per CPU-second, read before";

  /** Those of a row: under the build's own folder of the working copy. */
  public static Submissions of(Options options) {
    return new Submissions(
        Path.of(options.text(HOME), "benchmarks", "target", "near-duplicates").toAbsolutePath());
  }

  /** The folder that has a folder for each. */
  public Path programs() {
    return folder.resolve("programs");
  }

  /** Their folders, by name. */
  public List<Path> all() throws IOException {
    try (Stream<Path> found = Files.list(programs())) {
      return found.sorted().toList();
    }
  }

  /** Notes the family of each, by the name of its folder. */
  void writeFamilies(Map<String, String> families) throws IOException {
    List<String> lines = new ArrayList<>();
    families.forEach((name, family) -> lines.add(name + '\t' + family));
    Files.write(noted(), lines, UTF_8);
  }

  /**
   * What was noted last.
   *
   * @throws NoSuchFileException if Winnow's side has not run before
   */
  public Map<String, String> families() throws IOException {
    Map<String, String> families = new TreeMap<>();
    for (String line : Files.readAllLines(noted(), UTF_8)) {
      String[] parts = line.split("\t");
      families.put(parts[0], parts[1]);
    }
    return families;
  }

  private Path noted() {
    return folder.resolve("families.txt");
  }
}
