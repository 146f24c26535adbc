package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs that are written to do harm, or that came out of the search for such. */
class HostileSpecTest {
  private static final String SMALLEST = SpecFiles.read("smallest.yaml");

  @Test
  void shouldRefuseWhenAMappingMergesItself() {
    assertProblem(SMALLEST + "dedup: &self {<<: *self}\n", "document", "aliases");
    assertProblem("&self\n<<: [*self]\n", "document", "aliases");
  }

  @Test
  void shouldRefuseWhenAnEscapeIsNoCharacter() {
    assertProblem("\"\\UFFFFFFFF\"", "document", "escape");
    assertProblem("\"\\U00110000\"", "document", "escape");
  }

  @Test
  void shouldTakeAPathThatThisMachineCouldNotNameWhenAWorkerReadsIt() {
    assertThat(TaskSpecTest.valid(readable("/\ud800/./x/../y")).getAgent().getBounds())
        .hasValueSatisfying(
            bounds -> assertThat(bounds.getReadable()).isEqualTo(List.of("/\ud800/y")));
  }

  @Test
  void shouldRefuseAPathWithANulCharacter() {
    assertThat(((Parsed.Invalid) readable("/a\0b")).problems())
        .extracting(Problem::field)
        .containsExactly("agent.readable[0]");
  }

  private static Parsed readable(String path) {
    return TaskSpec.parse(
        SMALLEST.replace("timeout: 1m", "timeout: 1m, readable: [\"" + escaped(path) + "\"]"));
  }

  private static String escaped(String text) {
    return text.replace("\0", "\\0").replace("\ud800", "\\ud800");
  }

  @Test
  void shouldTellAHundredProblemsWhenThereAreMore() {
    StringBuilder spec = new StringBuilder(SMALLEST);
    for (int index = 0; index < 20_000; index++) {
      spec.append("unknown").append(index).append(": 1\n");
    }

    assertThat(((Parsed.Invalid) TaskSpec.parse(spec.toString())).problems()).hasSize(100);
  }

  @Test
  void shouldTakeAPlaceOfAnyLength() throws UnreadableSpecException {
    String place = "a.yaml#" + "/b~1c".repeat(9_000);

    assertThat(TaskSpec.parse(sweep(place))).isInstanceOf(Parsed.Valid.class);
    assertProblem(sweep(place + "~2"), "agent.set", "no place");
  }

  private static String sweep(String place) throws UnreadableSpecException {
    ObjectNode spec =
        (ObjectNode) SpecReader.read(SMALLEST.replace("command: [agent]", "adapter: sweep")).tree();
    ((ObjectNode) spec.get("agent")).putObject("set").put(place, "1");
    return spec.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": %s1%s}", "a: %s1%s\n"})
  void shouldReadAsDeepAs32Levels(String form) throws UnreadableSpecException {
    assertIsRead(form.formatted("[".repeat(31), "]".repeat(31)), true);
    assertIsRead(form.formatted("[".repeat(32), "]".repeat(32)), false);
  }

  @Test
  void shouldFollow10000Aliases() throws UnreadableSpecException {
    assertIsRead("a: &one [1]\nb: [" + "*one, ".repeat(10_000) + "]\n", true);
    assertIsRead("a: &one [1]\nb: [" + "*one, ".repeat(10_001) + "]\n", false);
  }

  @Test
  void shouldReadHalfAMillionValues() throws UnreadableSpecException {
    // The mapping and its list are values too.
    assertIsRead("a: [" + "1,".repeat(499_998) + "]\n", true);
    assertIsRead("a: [" + "1,".repeat(499_999) + "]\n", false);
  }

  private static void assertIsRead(String text, boolean isRead) throws UnreadableSpecException {
    if (isRead) {
      assertThat(SpecReader.read(text).tree()).isNotEmpty();
    } else {
      assertThatThrownBy(() -> SpecReader.read(text)).isInstanceOf(UnreadableSpecException.class);
    }
  }

  @Test
  void shouldRefuseAGridThatNoRecordHolds() {
    // 64 times 64 points of 4096 characters: 16 MiB.
    assertThat(TaskSpec.parse(grid("x"))).isInstanceOf(Parsed.Valid.class);
    assertProblem(grid("xx"), "grid", "16 MiB");
  }

  private static String grid(String end) {
    List<String> one =
        IntStream.range(10, 74)
            .mapToObj(i -> i + "x".repeat(4_089) + (i == 10 ? end : "x"))
            .toList();
    List<Integer> other = IntStream.range(10, 74).boxed().toList();
    return SMALLEST.replace(
        "variants: [{name: only}]", "grid: {a: %s, b: %s}".formatted(one, other));
  }

  private static void assertProblem(String spec, String field, String words) {
    assertThat(((Parsed.Invalid) TaskSpec.parse(spec)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.message()).contains(words);
              assertThat(problem.mend()).isNotBlank();
            });
  }
}
