package dev.winnow.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  @Test
  void shouldEscapeWhatAnAddressMayNotHaveWhenAClientDidNot() {
    String asked = "/v1/tasks/t/attempts?variant=a|b^{c}\"é &limit=5";

    String escaped = Forwarding.escaped(asked);

    assertThat(escaped)
        .isEqualTo("/v1/tasks/t/attempts?variant=a%7Cb%5E%7Bc%7D%22%C3%A9%20&limit=5");
    assertThat(URI.create("http://other:1" + escaped).getQuery()).contains("a|b^{c}\"é ");
  }

  @Test
  void shouldLeaveAnAddressAsItIsWhenItIsOne() {
    String asked = "/v1/tasks?after=a%2Fb~c&limit=5&x=[1]";

    assertThat(Forwarding.escaped(asked)).isEqualTo(asked);
  }
}
