package dev.winnow.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of the settings: what is at it is taken, and what is one past it is told. */
class SettingsLimitsTest {
  private static final Map<String, String> LEAST =
      Map.of("bootstrap.servers", "localhost:9092", "schema.registry.url", "http://localhost:8081");

  @ParameterizedTest
  @CsvSource({
    "state.memory.mib, 16, 15",
    "streams.threads, 1, 0",
    "streams.commit.interval.ms, 1, 0",
    "http.port, 0, -1",
    "http.patches.cache.mib, 1, 0",
    "http.rate.per.second, 0, -1",
    "http.rate.burst, 1, 0",
    "http.streams, 1, 0",
    "http.streams.per.client, 1, 0",
    "contest.leaderboard.size, 1, 0",
    "contest.retry.limit, 0, -1",
    "contest.finished.keep.days, 0, -1",
    "checks.retry.limit, 0, -1",
    "checks.timeout.ms, 1000, 999",
    "checks.scan.timeout.ms, 1000, 999",
    "checks.timeout.ms, 299999, 300000",
    "checks.scan.timeout.ms, 299999, 300000",
    "checks.lost.after.ms, 840001, 840000",
    "checks.price.per.hour, 0, -0.000001",
    "checks.budget, 0.000001, 0",
    "checks.index.budget, 0.000001, 0",
    "checks.scan.every.hours, 0, -1",
    "checks.closed.keep.days, 1, 0",
  })
  void shouldNameTheKeyOnlyWhenItsValueIsPastTheLimit(String key, String at, String past) {
    assertThatCode(() -> StreamsAppConfig.of(with(key, at))).doesNotThrowAnyException();
    assertThatThrownBy(() -> StreamsAppConfig.of(with(key, past)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> config = new HashMap<>(LEAST);
    config.put(key, value);
    return config;
  }
}
