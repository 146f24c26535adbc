package dev.winnow.producers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  // Published by GitHub under "Validating webhook deliveries".
  private static final String SECRET = "It's a Secret to Everybody";
  private static final String PAYLOAD = "Hello, World!";
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  @Test
  void shouldAcceptTheVectorThatGitHubPublishes() {
    assertThat(new Signature(List.of(SECRET)).isOf(body(PAYLOAD), SIGNATURE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldAcceptAnySecretWhenSecretsAreRotated(int place) {
    List<String> secrets = List.of(place == 0 ? SECRET : "old", place == 1 ? SECRET : "x", SECRET);

    assertThat(new Signature(secrets).isOf(body(PAYLOAD), SIGNATURE)).isTrue();
  }

  @Test
  void shouldRefuseWhenNoSecretMatches() {
    assertThat(new Signature(List.of("other", "secret")).isOf(body(PAYLOAD), SIGNATURE)).isFalse();
  }

  @Test
  void shouldRefuseWhenOneByteOfTheBodyDiffers() {
    assertThat(new Signature(List.of(SECRET)).isOf(body("Hello, World."), SIGNATURE)).isFalse();
  }

  @Test
  void shouldLookAtTheBodyOnlyWhenItsBufferIsLarger() {
    Body body = new Body(Payloads.bytes(PAYLOAD + "rest"), PAYLOAD.length(), () -> {});

    assertThat(new Signature(List.of(SECRET)).isOf(body, SIGNATURE)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700",
        "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59",
      })
  void shouldRefuseWhenTheHeaderIsNoSignature(String header) {
    assertThat(Signature.isWellFormed(header)).isFalse();
    assertThat(new Signature(List.of(SECRET)).isOf(body(PAYLOAD), header)).isFalse();
  }

  private static Body body(String text) {
    byte[] bytes = Payloads.bytes(text);
    return new Body(bytes, bytes.length, () -> {});
  }
}
