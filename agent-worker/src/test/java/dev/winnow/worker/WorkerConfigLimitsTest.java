package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of a worker's settings: what is at it is taken, and what is one past it is told. */
class WorkerConfigLimitsTest {
  private static final String LONGEST_NAME = "x".repeat(100);

  @ParameterizedTest
  @CsvSource({
    "worker.attempt.slots, 0, -1",
    "worker.attempt.slots, 1000, 1001",
    "worker.evaluation.slots, 0, -1",
    "worker.evaluation.slots, 1000, 1001",
    "worker.check.slots, 0, -1",
    "worker.check.slots, 1000, 1001",
    "worker.slots.per.member, 1, 0",
    "worker.slots.per.member, 1000, 1001",
    "worker.lock.ms, 1000, 999",
    "worker.lock.ms, 3600000, 3600001",
    "worker.delivery.limit, 1, 0",
    "worker.delivery.limit, 8, 9",
    "worker.close.grace.ms, 0, -1",
    "worker.close.grace.ms, 3600000, 3600001",
    "worker.base.ttl.ms, 0, -1",
    "worker.base.ttl.ms, 2147483647, 2147483648",
    "worker.http.port, -1, -2",
    "worker.http.port, 65535, 65536",
    "worker.limits.memory, 1KiB, 0KiB",
    "worker.limits.memory, 4194303TiB, 4194304TiB",
    "worker.limits.processes, 1, 0",
    "worker.limits.processes, 9223372036854775807, 9223372036854775808",
    "worker.limits.file, 1KiB, 0KiB",
    "worker.limits.file, 999999999GiB, 1000000000GiB",
    "worker.limits.disk, 1MiB, 0MiB",
    "worker.limits.output, 1MiB, 0MiB",
    "worker.limits.patch, 1KiB, 0KiB",
    "worker.limits.patch, 4194303TiB, 4194304TiB",
  })
  void shouldNameTheKeyOnlyWhenItsValueIsPastTheLimit(String key, String at, String past) {
    assertThatCode(() -> WorkerConfig.of(Map.of(key, at))).doesNotThrowAnyException();
    assertThatThrownBy(() -> WorkerConfig.of(Map.of(key, past)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " is '" + past + "'; it has to be ");
  }

  @ParameterizedTest
  @CsvSource({"worker.name", "worker.group"})
  void shouldTakeANameOf100CharactersAndRefuseALonger(String key) {
    assertThatCode(() -> WorkerConfig.of(Map.of(key, LONGEST_NAME))).doesNotThrowAnyException();
    assertThatThrownBy(() -> WorkerConfig.of(Map.of(key, LONGEST_NAME + "x")))
        .hasMessageStartingWith(key + " is ");
  }
}
