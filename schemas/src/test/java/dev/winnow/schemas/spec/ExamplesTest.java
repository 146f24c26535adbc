package dev.winnow.schemas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "agents").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(strings = {"sweep.yaml", "mutate.yaml", "claude-code.yaml"})
  void shouldHaveNoProblemWhenAnExampleIsRead(String file) throws IOException {
    Parsed parsed = TaskSpec.parse(Files.readString(EXAMPLES.resolve(file)), EXAMPLES);

    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
  }
}
