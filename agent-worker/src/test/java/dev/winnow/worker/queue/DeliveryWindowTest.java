package dev.winnow.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryWindowTest {
  @Test
  void shouldCommitUpToTheFirstThatIsNotDone() {
    DeliveryWindow window = DeliveryWindow.of(10, "");
    window.begin(10);
    window.begin(11);
    window.begin(12);
    window.finish(10);
    window.finish(12);

    assertThat(window.position(13)).isEqualTo(11);
    assertThat(window.metadata(11)).isEqualTo("w1:a+");
    assertThat(window.depth(15)).isEqualTo(3);
  }

  @Test
  void shouldCommitWhatComesNextWithoutMetadataWhenAllIsDone() {
    DeliveryWindow window = DeliveryWindow.of(10, "");
    window.begin(10);
    window.finish(10);

    assertThat(window.position(12)).isEqualTo(12);
    assertThat(window.metadata(12)).isEmpty();
  }

  @Test
  void shouldCountOnWhenAnotherTakesOver() {
    DeliveryWindow first = DeliveryWindow.of(0, "");
    first.begin(0);
    first.begin(1);
    first.begin(1);
    first.begin(2);
    first.finish(2);

    DeliveryWindow second = DeliveryWindow.of(0, first.metadata(first.position(3)));

    assertThat(second.begin(0)).isEqualTo(2);
    assertThat(second.begin(1)).isEqualTo(3);
    assertThat(second.isDone(2)).isTrue();
    assertThat(second.isDone(3)).isFalse();
  }

  @Test
  void shouldNotCountADeliveryThatIsTakenBack() {
    DeliveryWindow window = DeliveryWindow.of(0, "");
    window.begin(0);

    window.takeBack(0);

    assertThat(window.metadata(window.position(1))).isEmpty();
    assertThat(window.begin(0)).isEqualTo(1);
  }

  @Test
  void shouldBeginAtItsFirstRecordWhenNothingWasCommitted() {
    DeliveryWindow window = DeliveryWindow.empty();

    assertThat(window.begin(1000)).isEqualTo(1);
    assertThat(window.position(1001)).isEqualTo(1000);
    assertThat(window.metadata(1000)).isEqualTo("w1:a");
  }

  @Test
  void shouldStayShortWhenManyAreDoneBehindALongRunAndTransactionsEndBetween() {
    DeliveryWindow window = DeliveryWindow.of(0, "");
    window.begin(0);
    for (int offset = 2; offset < 200_000; offset += 2) {
      assertThat(window.hasRoom()).isTrue();
      window.begin(offset);
      window.finish(offset);
    }

    assertThat(window.metadata(window.position(200_000))).isEqualTo("w1:a+199998");
  }

  @Test
  void shouldHaveNoRoomBeforeTheMetadataIsTooLong() {
    DeliveryWindow window = DeliveryWindow.of(0, "");
    int offset = 0;
    while (window.hasRoom()) {
      window.begin(offset);
      offset += 2;
    }
    for (int i = 0; i < offset; i += 4) {
      window.begin(i);
    }

    assertThat(offset).isGreaterThan(3000);
    assertThat(window.metadata(window.position(offset)).length())
        .isBetween(3000, DeliveryWindow.LONGEST);
  }

  @Test
  void shouldHaveRoomForOneWhateverTheMetadataSays() {
    String text = "w1:" + "a2b2".repeat(1000);

    assertThat(DeliveryWindow.of(0, text).hasRoom()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "w2:a", "w1:a?", "w1:A", "w1:a99999999999999999999"})
  void shouldRefuseMetadataOfSomethingElse(String metadata) {
    assertThatThrownBy(() -> DeliveryWindow.of(0, metadata))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
