package dev.winnow.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {
  @Test
  void shouldHaveTheseDefaults() {
    var config = RegistryConfig.of(Map.of("schema.registry.url", "http://localhost:8081"));

    assertThat(config.urls()).containsExactly(URI.create("http://localhost:8081"));
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.retries()).isEqualTo(5);
    assertThat(config.userInfo()).isEmpty();
    assertThat(config.bearerToken()).isEmpty();
    assertThat(config.truststore()).isEmpty();
    assertThat(config.keystore()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema.registry.url | localhost:8081",
        "schema.registry.url | ftp://localhost",
        "schema.registry.url | http://a b",
        "schema.registry.url | http://a,,http://b",
        "schema.registry.url | http://user:secret@a",
        "schema.registry.url | http://a?x=y",
        "schema.registry.basic.auth.user.info | alice",
        "schema.registry.bearer.auth.token | ''",
        "schema.registry.request.timeout.ms | 0",
        "schema.registry.request.timeout.ms | soon",
        "schema.registry.request.retries | -1",
        "schema.registry.ssl.truststore.location | ''",
        "schema.registry.ssl.truststore.password | secret",
        "schema.registry.ssl.keystore.type | JKS",
        "schema.registry.retrys | 3",
      })
  void shouldNameTheKeyWhenItsValueIsWrong(String key, String value) {
    Map<String, String> config = new HashMap<>();
    config.put("schema.registry.url", "http://localhost:8081");
    config.put(key, value);

    assertThatThrownBy(() -> RegistryConfig.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.request.retries, 0, -1",
    "schema.registry.request.retries, 100, 101",
    "schema.registry.request.timeout.ms, 1, 0",
    "schema.registry.request.timeout.ms, 2147483647, 2147483648",
  })
  void shouldNameTheKeyOnlyWhenItsValueIsPastTheLimit(String key, String at, String past) {
    String url = "http://localhost:8081";

    assertThatCode(() -> RegistryConfig.of(Map.of("schema.registry.url", url, key, at)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RegistryConfig.of(Map.of("schema.registry.url", url, key, past)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " ");
  }

  @Test
  void shouldNameTheKeyWhenTheAddressIsMissing() {
    assertThatThrownBy(() -> RegistryConfig.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("schema.registry.url is not set");
  }

  @Test
  void shouldNameTheKeyWhenTwoWaysToAuthenticateAreSet() {
    assertThatThrownBy(
            () ->
                RegistryConfig.of(
                    Map.of(
                        "schema.registry.url", "http://a",
                        "schema.registry.basic.auth.user.info", "alice:secret",
                        "schema.registry.bearer.auth.token", "token")))
        .hasMessageStartingWith("schema.registry.bearer.auth.token ");
  }

  @Test
  void shouldIgnoreKeysOfOthers() {
    var config =
        RegistryConfig.of(
            Map.of("schema.registry.url", "http://a/", "bootstrap.servers", "localhost:9092"));

    assertThat(config.urls()).containsExactly(URI.create("http://a"));
  }

  @Test
  void shouldKeepSecretsOutOfItsText() {
    var config =
        RegistryConfig.of(
            Map.of(
                "schema.registry.url", "http://a",
                "schema.registry.basic.auth.user.info", "alice:secret",
                "schema.registry.ssl.truststore.location", "t.p12",
                "schema.registry.ssl.truststore.password", "secret"));

    assertThat(config.toString()).doesNotContain("secret");
    assertThat(config.truststore().orElseThrow().toString()).doesNotContain("secret");
  }
}
