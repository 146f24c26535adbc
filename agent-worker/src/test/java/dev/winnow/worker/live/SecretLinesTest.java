package dev.winnow.worker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretLinesTest {
  @Test
  void shouldShowTheNameInPlaceOfAValue() {
    SecretLines filter = new SecretLines(Map.of("API_KEY", "sk-0123456789"));

    assertThat(filter.apply("key=sk-0123456789;")).isEqualTo("key=[API_KEY];");
    assertThat(filter.apply("nothing")).isEqualTo("nothing");
  }

  @Test
  void shouldHideEachLineOfAValueOfSeveral() {
    SecretLines filter = new SecretLines(Map.of("PEM", "first-line-1\r\nsecond-line-2\n"));

    assertThat(filter.apply("first-line-1")).isEqualTo("[PEM]");
    assertThat(filter.apply("> second-line-2")).isEqualTo("> [PEM line 2]");
  }
}
