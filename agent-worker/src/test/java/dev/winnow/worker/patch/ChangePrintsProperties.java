package dev.winnow.worker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Any bytes have prints, and real sources have the same ones when they are formatted otherwise. */
class ChangePrintsProperties {
  private static final String SEED = "20261130";
  private static final String FILE = "100644";
  private static final List<String> SOURCES = sources();
  private static final List<String> PATHS =
      List.of(
          "A.java",
          "a.cs",
          "a.rs",
          "a.c",
          "a.hpp",
          "a.py",
          "a.go",
          "a.ts",
          "a.yaml",
          "run.sh",
          "Makefile",
          "a",
          ".java",
          "a/b.JAVA",
          "x.php",
          "\ud83d\ude00.kt");
  private static final List<String> MODES = List.of(FILE, "100755", "120000", "160000");
  private static final List<String> SNIPPETS =
      List.of(
          "\"",
          "'",
          "`",
          "\"\"\"",
          "r#\"",
          "\"#",
          "@\"",
          "$\"{",
          "R\"x(",
          ")x\"",
          "/*",
          "*/",
          "//",
          "/**",
          "#",
          "#if A\n",
          "\\",
          "\\\n",
          "\\u0022",
          "\\uuuu000a",
          "\\u",
          "\r",
          "\r\n",
          "\0",
          "\u2028",
          "\u0085",
          "\ud83d\ude00",
          "\ufeff",
          "{",
          "}",
          "(",
          ")",
          "<",
          ">>",
          "->",
          "::",
          "0x",
          "1e+",
          "1__0",
          "'a",
          "'\\''",
          "class A {",
          "int a = 1;",
          "var x",
          "switch (a) {",
          "@",
          "?",
          ";;",
          "é",
          "{".repeat(3_000),
          "(".repeat(3_000),
          "a.b(".repeat(1_000),
          "a<".repeat(1_000),
          "!".repeat(3_000),
          "x".repeat(3_000),
          "[]".repeat(300));

  /** What a patch makes of a file. */
  record Change(String path, String mode, byte[] before, byte[] after) {
    @Override
    public String toString() {
      return path + " " + mode + "\n" + new String(after, StandardCharsets.UTF_8);
    }

    ChangePrints prints() {
      ChangePrints prints = new ChangePrints();
      prints.add(
          new FileChange(
              path, before == null ? null : FILE, before, after == null ? null : mode, after));
      return prints;
    }
  }

  @Property(tries = 100, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldHaveTheSamePrintsEachTimeWhenAFileIsAnything(@ForAll("changes") Change change) {
    ChangePrints once = change.prints();
    ChangePrints again = change.prints();

    assertThat(once.exact()).matches("[0-9a-f]{64}").isEqualTo(again.exact());
    assertThat(once.renamed()).matches("[0-9a-f]{64}").isEqualTo(again.renamed());
    assertThat(once.near()).isEqualTo(again.near());
  }

  @Property(tries = 20, seed = SEED, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void shouldHaveTheSamePrintsWhenASourceIsFormattedOtherwise(@ForAll("formatted") Change change) {
    ChangePrints one = new Change(change.path, FILE, null, change.before).prints();
    ChangePrints other = new Change(change.path, FILE, null, change.after).prints();

    assertThat(other.exact()).isEqualTo(one.exact());
    assertThat(other.renamed()).isEqualTo(one.renamed());
    assertThat(other.near()).isEqualTo(one.near());
    assertThat(change.prints().exact()).isEqualTo(new ChangePrints().exact());
  }

  @Provide
  Arbitrary<Change> changes() {
    return Arbitraries.randomValue(
        random ->
            new Change(
                any(PATHS, random),
                any(MODES, random),
                random.nextBoolean() ? null : spoilt(random),
                spoilt(random)));
  }

  /** Java whose lines end otherwise: no line of it ends inside a literal. */
  @Provide
  Arbitrary<Change> formatted() {
    List<String> ends = List.of("\n", "\r\n", "\n\n", "\t \n", " // it's \" /* so\n", "\n      ");
    return Arbitraries.randomValue(
        random -> {
          String source = any(SOURCES, random);
          StringBuilder text = new StringBuilder();
          source.lines().forEach(line -> text.append(line).append(any(ends, random)));
          return new Change("A.java", FILE, bytes(source), bytes(text.toString()));
        });
  }

  private static byte[] spoilt(Random random) {
    StringBuilder text = new StringBuilder(any(SOURCES, random));
    for (int left = random.nextInt(5); left > 0; left--) {
      int start = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), start + random.nextInt(60));
      switch (random.nextInt(4)) {
        case 0 -> text.setLength(start);
        case 1 -> text.insert(start, text.substring(start, end));
        default -> text.replace(start, end, any(SNIPPETS, random));
      }
    }
    byte[] bytes = bytes(text.toString());
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files =
        Files.walk(Path.of("src/main/java/dev/winnow/worker/patch")).sorted()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        if (!text.contains("\"\"\"")) {
          sources.add(text);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sources;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
