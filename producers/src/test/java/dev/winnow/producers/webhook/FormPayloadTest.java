package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormPayloadTest {
  @Test
  void shouldDecodeAsTheStandardEncoderEncodes() {
    String json = "{\"name\": \"a&b=c+d %41 grün 你好 \\n 😀\"}";

    byte[] decoded =
        decode("x=1&payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8) + "&y=%7B");

    assertThat(decoded).asString(StandardCharsets.UTF_8).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "payloads=1", "x=payload=1", "payload", "&&"})
  void shouldNameTheParameterWhenItIsMissing(String form) {
    assertThatThrownBy(() -> decode(form))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("payload");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"payload=%", "payload=%4", "payload=%4&x=1", "payload=%zz", "payload=%-1"})
  void shouldRefuseWhenTheEncodingIsBroken(String form) {
    assertThatThrownBy(() -> decode(form))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("encoded");
  }

  @Test
  void shouldStopAtTheBodysEndWhenItsBufferIsLarger() {
    byte[] decoded = FormPayload.of(new Body(Payloads.bytes("payload={}xx"), 10, () -> {}));

    assertThat(decoded).asString(StandardCharsets.UTF_8).isEqualTo("{}");
  }

  private static byte[] decode(String form) {
    byte[] bytes = Payloads.bytes(form);
    return FormPayload.of(new Body(bytes, bytes.length, () -> {}));
  }
}
