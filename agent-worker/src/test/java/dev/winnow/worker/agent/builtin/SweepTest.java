package dev.winnow.worker.agent.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
  @TempDir Path folder;
  private TestRepository repository;
  private Path checkout;

  @BeforeEach
  void makeRepository() throws IOException {
    checkout = folder.resolve("repository");
    repository = new TestRepository(checkout);
  }

  @Test
  void shouldFillInPlaceholdersAndMarkedValues() throws Exception {
    write(
        "Cache.java",
        """
        int size = 64; // winnow: size
        String name = "lru"; /* winnow: policy */
        f(1, 2.5); // winnow: rate
        // {{parameters.policy}}
        int other = 64;
        """);
    write("settings.ini", "on = true  # winnow: on\n");

    String note =
        sweep(
            List.of("**"),
            Map.of(),
            Map.of("size", "128", "policy", "a\"b", "rate", "0.75", "on", "false"));

    assertThat(read("Cache.java"))
        .isEqualTo(
            """
            int size = 128; // winnow: size
            String name = "a\\"b"; /* winnow: policy */
            f(1, 0.75); // winnow: rate
            // a"b
            int other = 64;
            """);
    assertThat(read("settings.ini")).isEqualTo("on = false  # winnow: on\n");
    assertThat(note).contains("Cache.java:1: size = 128 (was 64)");
  }

  @Test
  void shouldSetValuesAndKeepAllElseAsItIsWritten() throws Exception {
    write("a.yaml", "# top\ncache:\n  size: 10   # entries\n  name: 'x'\n  list: [1, {b: no}]\n");
    write("b.json", "{\n  \"size\": 1,\n  \"a/b\": \"1\",\n  \"\u00e9\ud83d\ude00\": [null]\n}\n");
    write("c.properties", "# size=1\nsize = 1\nother:2\n");

    sweep(
        List.of(),
        Map.of(
            "a.yaml#/cache/size", "20",
            "a.yaml#/cache/name", "30",
            "a.yaml#/cache/list/1/b", "yes",
            "b.json#/size", "fast",
            "b.json#/a~1b", "2",
            "b.json#/\u00e9\ud83d\ude00/0", "7",
            "c.properties#size", "a\\b",
            "c.properties#other", " 3"),
        Map.of());

    assertThat(read("a.yaml"))
        .isEqualTo(
            "# top\ncache:\n  size: 20   # entries\n  name: \"30\"\n  list: [1, {b: \"yes\"}]\n");
    assertThat(read("b.json"))
        .isEqualTo(
            "{\n  \"size\": \"fast\",\n  \"a/b\": \"2\",\n  \"\u00e9\ud83d\ude00\": [7]\n}\n");
    assertThat(read("c.properties")).isEqualTo("# size=1\nsize = a\\\\b\nother:\\ 3\n");
  }

  @ParameterizedTest
  @CsvSource({
    "a.yaml#/cache/none, there is nothing at /cache/none in a.yaml",
    "a.yaml#/cache, holds others",
    "none.yaml#/a, there is no file none.yaml",
    "link.yaml#/cache/size, there is no file link.yaml",
    "c.properties#none, c.properties has no key none",
    "c.properties#long, goes on in the next line",
    "c.properties#twice, more than once",
    "bad.json#/a, bad.json cannot be read"
  })
  void shouldSayWhatIsWrongWhenAPlaceIsNotThere(String place, String message) throws Exception {
    write("a.yaml", "cache:\n  size: 10\n");
    write("c.properties", "long=1\\\n2\ntwice=1\ntwice=2\n");
    write("bad.json", "{\"a\": [1\n");
    Files.createSymbolicLink(checkout.resolve("link.yaml"), checkout.resolve("a.yaml"));

    assertThatThrownBy(() -> sweep(List.of(), Map.of(place, "1"), Map.of()))
        .isInstanceOf(AgentProblem.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldSayWhatIsWrongWhenFilesHoldNothingOrNameNoParameter() throws Exception {
    write("a.txt", "nothing\n");
    write("b.txt", "\n{{parameters.sise}}\n");
    repository.commit("base");

    assertThatThrownBy(() -> sweep(List.of("a.txt"), Map.of(), Map.of("size", "1")))
        .hasMessageContaining("no file of agent.files holds a placeholder");
    assertThatThrownBy(() -> sweep(List.of("b.txt"), Map.of(), Map.of("size", "1")))
        .hasMessage(
            "b.txt:2 names the parameter sise, which the variant does not have; it has [size]");
    assertThatThrownBy(() -> sweep(List.of("c/**"), Map.of(), Map.of("size", "1")))
        .hasMessageContaining("agent.files names no file");
  }

  private String sweep(List<String> files, Map<String, String> set, Map<String, String> parameters)
      throws Exception {
    repository.commit("base");
    return new Sweep(checkout, new Request(files, set, parameters, List.of(), 1, 0, "report.json"))
        .run();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(checkout.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(checkout.resolve(file));
  }
}
