package dev.winnow.worker.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.source.JavaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over sources of this module, and over a file that has a bit of everything. */
class MutantsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/winnow/worker/patch");

  private static final String SMALL =
      """
      import java.util.List;
      import java.util.ArrayList;

      class Small {
        private final List<String> names = new ArrayList<>();
        private int used;

        boolean add(String name, int most) {
          if (name.isEmpty() || names.contains(name) || used + 1 > most) {
            return false;
          }
          names.add(name);
          used += name.length() * 2;
          return !names.isEmpty() && used >= -most;
        }

        List<String> names(Object o) {
          for (int i = 0; i < used; i++) {
            used = o instanceof String ? used & 3 : used << 1;
          }
          switch (used) {
            case 3 -> names.clear();
            default -> used--;
          }
          return names;
        }

        String text() {
          return used + " of " + names;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void shouldDrawEachOnceAndTheSameAgainWhenAllAreDrawn() throws IOException {
    Files.writeString(folder.resolve("Small.java"), SMALL);
    Files.writeString(folder.resolve("None.java"), "no Java");
    Files.write(folder.resolve("Bytes.java"), new byte[] {(byte) 0xC3, 'x'});
    Files.writeString(folder.resolve("Other.java"), "class Other { int a = 1; }");
    List<String> files = List.of("None.java", "Other.java", "Bytes.java", "Small.java");
    Mutants mutants = new Mutants(folder, files);
    Set<String> drawn = new HashSet<>();

    for (int turn = 1; turn <= mutants.total(); turn++) {
      Mutants.Mutant mutant = mutants.draw(turn, 7).orElseThrow();
      drawn.add(mutant.file() + mutant.text());
      assertThat(mutants.draw(turn, 7)).contains(mutant);
    }

    assertThat(drawn).hasSize(mutants.total());
    assertThat(mutants.draw(mutants.total() + 1, 7)).isEmpty();
    assertThat(mutants.unreadable()).isEqualTo(2);
    assertThat(mutants.draw(1, 8)).isNotEqualTo(mutants.draw(1, 7));
  }

  @Test
  void shouldDrawEachAlikeOftenWhenSeedsDiffer() {
    int[] counts = new int[5];

    for (long seed = 1; seed <= 5_000; seed++) {
      counts[Draw.at(2, 5, seed)]++;
    }

    // Five standard deviations of a count around its mean.
    assertThat(IntStream.of(counts).boxed())
        .allMatch(count -> Math.abs(count - 1_000) < 5 * Math.sqrt(800));
  }

  @Test
  void shouldCompileWhenAnyMutantIsMade() throws IOException {
    Files.writeString(folder.resolve("Small.java"), SMALL);
    Mutants mutants = new Mutants(folder, List.of("Small.java"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    for (int turn = 1; turn <= mutants.total(); turn++) {
      Mutants.Mutant mutant = mutants.draw(turn, 1).orElseThrow();
      Path file = Files.createDirectories(folder.resolve("" + turn)).resolve("Small.java");
      Files.writeString(file, mutant.text());
      int exit = compiler.run(null, System.err, System.err, "-proc:none", file.toString());
      assertThat(exit).as(mutant.toString()).isZero();
    }
    assertThat(mutants.total()).isGreaterThan(30);
  }

  @Test
  void shouldParseAndDifferInThePlaceAloneWhenRealCodeIsMutated() throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.walk(SOURCES)) {
      files =
          all.map(each -> SOURCES.relativize(each).toString())
              .filter(each -> each.endsWith(".java"))
              .sorted()
              .toList();
    }
    Mutants mutants = new Mutants(SOURCES, files);
    assertThat(mutants.unreadable()).isZero();

    for (int turn = 1; turn <= 200; turn++) {
      Mutants.Mutant mutant = mutants.draw(turn, 3).orElseThrow();
      String before = Files.readString(SOURCES.resolve(mutant.file()));
      Mutation change = mutant.mutation();
      int behind = before.length() - change.end();
      assertThat(JavaSource.parse(mutant.text())).as(mutant.toString()).isPresent();
      assertThat(mutant.text())
          .isNotEqualTo(before)
          .startsWith(before.substring(0, change.begin()));
      assertThat(mutant.text().substring(mutant.text().length() - behind))
          .isEqualTo(before.substring(change.end()));
    }
  }
}
