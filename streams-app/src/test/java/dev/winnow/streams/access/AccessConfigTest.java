package dev.winnow.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessConfigTest {
  @Test
  void shouldHaveTheseDefaultsWhenNothingIsSet() {
    AccessConfig config = AccessConfig.of(Map.of(), "127.0.0.1");

    assertThat(config.isAsking()).isFalse();
    assertThat(config.origins()).isEmpty();
    assertThat(config.hosts()).containsExactlyInAnyOrder("localhost", "127.0.0.1", "[::1]");
    assertThat(config.proxies()).isEmpty();
    assertThat(config.ratePerSecond()).isEqualTo(200);
    assertThat(config.burst()).isEqualTo(1000);
    assertThat(config.streams()).isEqualTo(500);
    assertThat(config.streamsPerClient()).isEqualTo(50);
    assertThat(config.isMetricsOpen()).isFalse();
  }

  @Test
  void shouldRefuseToListenWhenOthersReachItAndNobodySaysThatThisIsMeant() {
    assertThatThrownBy(() -> AccessConfig.of(Map.of(), "0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http.host")
        .hasMessageContaining("http.tokens.file")
        .hasMessageContaining("http.insecure");
    assertThatCode(() -> AccessConfig.of(Map.of("http.insecure", "true"), "0.0.0.0"))
        .doesNotThrowAnyException();
    assertThatCode(() -> AccessConfig.of(Map.of("http.tokens.file", "tokens"), "0.0.0.0"))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldAnswerToTheOtherInstancesWhenHostsAreChecked() {
    assertThat(
            AccessConfig.of(Map.of("application.server", "Streams-0.winnow:8080"), "127.0.0.1")
                .hosts())
        .contains("streams-0.winnow");
    assertThat(
            AccessConfig.of(Map.of("application.server", "a:1", "http.insecure", "true"), "0.0.0.0")
                .hosts())
        .as("elsewhere only what is set is checked")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http.oidc.issuer, accounts.example.org",
    "http.oidc.audience, winnow",
    "http.oidc.jwks.url, https://keys.example.org",
    "http.cors.origins, *",
    "http.cors.origins, https://board.example.org/",
    "http.proxy.trusted, proxy.example.org",
    "http.rate.per.second, -1",
    "http.rate.per.second, many",
    "http.rate.burst, 0",
    "http.streams, 0",
    "http.streams.per.client, 0",
    "http.metrics.open, yes",
    "http.insecure, maybe"
  })
  void shouldNameTheKeyWhenAValueCannotBeUsed(String key, String value) {
    assertThatThrownBy(() -> AccessConfig.of(Map.of(key, value), "127.0.0.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldAskForTheAudienceWhenThereIsAnIssuer() {
    assertThatThrownBy(
            () -> AccessConfig.of(Map.of("http.oidc.issuer", "https://i.example"), "127.0.0.1"))
        .hasMessageContaining("http.oidc.audience");
  }
}
