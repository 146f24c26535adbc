package dev.winnow.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.registry.InMemoryRegistry;
import dev.winnow.streams.contest.store.BoardSnapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The topology as it is recorded. A change of names or wiring changes changelog topics and needs a
 * decision; when it is meant, copy target/topology.txt, which this test writes, over the record.
 */
class TopologyDescriptionTest {
  @Test
  void shouldBeAsRecordedWhenDescribed() throws IOException {
    StreamsAppConfig config =
        StreamsAppConfig.of(
            Map.of("bootstrap.servers", "unused:1", "schema.registry.url", "http://unused"));

    String description =
        StreamsApp.topology(config, new Topics(new InMemoryRegistry()), new BoardSnapshots())
            .describe()
            .toString();

    Files.writeString(Path.of("target", "topology.txt"), description);
    try (InputStream recorded = getClass().getResourceAsStream("topology.txt")) {
      assertThat(description.strip()).isEqualTo(new String(recorded.readAllBytes(), UTF_8).strip());
    }
  }
}
