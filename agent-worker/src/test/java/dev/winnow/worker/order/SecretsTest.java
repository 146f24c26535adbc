package dev.winnow.worker.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void shouldHideAValueOfEightCharactersAndNoShorter() {
    Secrets secrets = new Secrets(Map.of("LONG", "12345678", "SHORT", "abcdefg"));

    assertThat(secrets.redact("a 12345678 b abcdefg c")).isEqualTo("a [LONG] b abcdefg c");
    assertThat(secrets.findIn(bytes("x12345678"))).contains("LONG");
    assertThat(secrets.findIn(bytes("xabcdefg"))).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
