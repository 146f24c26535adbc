package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
