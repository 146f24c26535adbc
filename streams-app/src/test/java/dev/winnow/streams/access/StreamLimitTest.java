package dev.winnow.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamLimitTest {
  private final AccessConfig defaults = AccessConfig.of(Map.of(), "127.0.0.1");
  private final StreamLimit limit =
      new StreamLimit(defaults.streams(), defaults.streamsPerClient());

  @Test
  void shouldOpen50StreamsOfAClientAndRefuseOneMore() {
    open("a", 50);

    assertThatThrownBy(() -> limit.enter("a"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("one client may have 50 open");
    limit.leave("a");
    limit.enter("a");
    assertThat(limit.open()).isEqualTo(50);
  }

  @Test
  void shouldOpen500StreamsInAllAndRefuseOneMore() {
    for (int client = 0; client < 10; client++) {
      open("client-" + client, 50);
    }

    assertThatThrownBy(() -> limit.enter("another"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the server has 500 open");
    limit.leave("client-0");
    limit.enter("another");
    assertThat(limit.open()).isEqualTo(500);
  }

  private void open(String client, int streams) {
    for (int i = 0; i < streams; i++) {
      limit.enter(client);
    }
  }
}
