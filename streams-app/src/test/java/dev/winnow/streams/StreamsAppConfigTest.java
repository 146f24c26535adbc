package dev.winnow.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsAppConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("bootstrap.servers", "broker:9092", "schema.registry.url", "http://registry:8081");

  @Test
  void shouldHaveTheseDefaultsWhenOnlyTheServersAreGiven() {
    StreamsAppConfig config = StreamsAppConfig.of(LEAST);

    assertThat(config.applicationId()).isEqualTo("winnow");
    assertThat(config.stateFolder()).isEqualTo(Path.of("winnow-state"));
    assertThat(config.storeMemoryBytes()).isEqualTo(128 << 20);
    assertThat(config.threads()).isEqualTo(1);
    assertThat(config.commitIntervalMs()).isEqualTo(100);
    assertThat(config.httpHost()).isEqualTo("127.0.0.1");
    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.contest().leaderboardSize()).isEqualTo(100);
    assertThat(config.contest().retryLimit()).isEqualTo(2);
    assertThat(config.contest().finishedKept()).as("for ever").isEqualTo(Duration.ZERO);
    assertThat(config.checks().scanEvery()).isEqualTo(Duration.ofHours(24));
    assertThat(config.checks().scanTimeout()).isEqualTo(Duration.ofMinutes(4));
    assertThat(config.patches().isOn()).isTrue();
    assertThat(config.patches().protocols()).containsExactlyInAnyOrder("file", "https");
    assertThat(config.patches().folder()).isEqualTo(Path.of("winnow-state", "patches"));
    assertThat(config.patches().cacheBytes()).isEqualTo(256 << 20);
    assertThat(config.kafka()).isEmpty();
  }

  @Test
  void shouldKnowEachKeyThatItAsksForAndNoOther() {
    Set<String> asked = new TreeSet<>();
    Map<String, String> config =
        new HashMap<>(LEAST) {
          @Override
          public String get(Object key) {
            asked.add((String) key);
            return super.get(key);
          }

          @Override
          public String getOrDefault(Object key, String otherwise) {
            asked.add((String) key);
            return super.getOrDefault(key, otherwise);
          }
        };
    config.put("http.oidc.issuer", "https://issuer");
    config.put("http.oidc.audience", "winnow");

    StreamsAppConfig.of(config);

    assertThat(asked)
        .allMatch(key -> key.startsWith("schema.registry.") || StreamsAppKeys.isKnown(key))
        .containsAll(StreamsAppKeys.OWN);
  }

  @Test
  void shouldNameTheKeyWhenThereIsNoSuchSetting() {
    Map<String, String> config = new HashMap<>(LEAST);
    config.put("contest.retries", "3");
    config.put("worker.attempt.slots", "3");

    assertThatThrownBy(() -> StreamsAppConfig.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contest.retries is not a setting of streams-app");
  }

  @Test
  void shouldHandKafkaItsOwnSettingsWhenTheyHaveThePrefix() {
    Map<String, String> config = new HashMap<>(LEAST);
    config.put("kafka.security.protocol", "SSL");

    assertThat(StreamsAppConfig.of(config).kafka())
        .containsExactly(Map.entry("security.protocol", "SSL"));
  }

  @Test
  void shouldSayWhereOthersReachItWhenTheApplicationHasAServer() {
    Map<String, String> config = new HashMap<>(LEAST);
    config.put("application.server", "streams-1:8080");

    assertThat(StreamsAppConfig.of(config).applicationServer())
        .contains(new HostInfo("streams-1", 8080));
    assertThat(StreamsAppConfig.of(LEAST).applicationServer()).isEmpty();
  }

  @Test
  void shouldReadWhatIsCommittedWhenTopicsAreKeptInGlobalStores() {
    StreamsConfig streams = new StreamsConfig(StreamsApp.properties(StreamsAppConfig.of(LEAST)));

    assertThat(streams.getGlobalConsumerConfigs("client"))
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap.servers, ''",
    "schema.registry.url, ''",
    "state.memory.mib, 15",
    "state.memory.mib, much",
    "streams.threads, 0",
    "streams.threads, two",
    "streams.commit.interval.ms, 0",
    "http.port, -1",
    "application.server, streams-1",
    "application.server, streams-1:http",
    "contest.leaderboard.size, 0",
    "contest.retry.limit, -1",
    "contest.finished.keep.days, -1",
    "checks.scan.every.hours, -1",
    "checks.scan.every.hours, nightly",
    "checks.scan.timeout.ms, 999",
    "checks.scan.timeout.ms, 900000",
    "http.patches, yes",
    "http.patches.protocols, ssh",
    "http.patches.cache.mib, 0"
  })
  void shouldNameTheKeyWhenAValueCannotBeUsed(String key, String value) {
    Map<String, String> config = new HashMap<>(LEAST);
    config.put(key, value);

    assertThatThrownBy(() -> StreamsAppConfig.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
