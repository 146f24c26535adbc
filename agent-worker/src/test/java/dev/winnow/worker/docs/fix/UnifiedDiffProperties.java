package dev.winnow.worker.docs.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.docs.drift.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** git makes of a patch what the edits made of the text, byte by byte. */
class UnifiedDiffProperties {
  /** A line with its end, and what is edited in it. */
  record Line(String text, String end, boolean isEdited) {}

  @Property(tries = 60)
  void shouldBeAppliedByGitToExactlyTheEditedText(
      @ForAll("texts") List<Line> lines, @ForAll("paths") String path)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append(line.end()));
    EditedText edited = new EditedText(text.toString());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEdited() && lines.get(i).text().contains("old")) {
        assertThat(edited.edit(i + 1, new Edit("old", "né w"))).isTrue();
      }
    }

    String patch = UnifiedDiff.of(path, text.toString(), edited.text());

    assertThat(applied(path, text.toString(), patch)).isEqualTo(edited.text());
  }

  @Provide
  Arbitrary<List<Line>> texts() {
    Arbitrary<String> content =
        Arbitraries.of(
            "", "old", "an old word", "oldold old", "-- old", "+ x", "\\ No", "@@ ä", " ");
    Arbitrary<String> end =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just("\n")), Tuple.of(3, Arbitraries.just("\r\n")));
    Arbitrary<Line> line =
        Combinators.combine(content, end, Arbitraries.of(true, false, false)).as(Line::new);
    // The last line may have no end.
    return Combinators.combine(line.list().ofMinSize(1).ofMaxSize(40), Arbitraries.of(true, false))
        .as(
            (lines, isEnded) -> {
              List<Line> all = new ArrayList<>(lines);
              Line last = all.get(all.size() - 1);
              all.set(
                  all.size() - 1,
                  new Line(last.text(), isEnded ? last.end() : "", last.isEdited()));
              return all;
            });
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
        "a.md", "my docs/a b.md", "do\"cs/ä.md", "back\\slash.md", "tab\there.md", "a/b/c.rst");
  }

  private static String applied(String path, String text, String patch)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("unified-diff");
    try {
      git(folder, "", "init", "--quiet");
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      if (!patch.isEmpty()) {
        git(folder, patch, "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-");
      }
      return Files.readString(file);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void git(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output + "\n" + input).isZero();
  }
}
