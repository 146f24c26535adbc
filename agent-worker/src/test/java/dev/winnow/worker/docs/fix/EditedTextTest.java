package dev.winnow.worker.docs.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.docs.drift.Edit;
import org.junit.jupiter.api.Test;

class EditedTextTest {
  @Test
  void shouldEditAllOfOneLineAndNothingOfOthers() {
    EditedText text = new EditedText("a b a\r\na\n");

    assertThat(text.edit(1, new Edit("a", "ccc"))).isTrue();

    assertThat(text.text()).isEqualTo("ccc b ccc\r\na\n");
  }

  @Test
  void shouldTakeTheSameEditTwiceAsOnce() {
    EditedText text = new EditedText("a b");
    text.edit(1, new Edit("a", "c"));

    assertThat(text.edit(1, new Edit("a", "c"))).isTrue();

    assertThat(text.text()).isEqualTo("c b");
  }

  @Test
  void shouldRefuseWhatOverlapsWithAnotherEdit() {
    EditedText text = new EditedText("one two three");
    text.edit(1, new Edit("one two", "x"));

    assertThat(text.edit(1, new Edit("two three", "y"))).isFalse();

    assertThat(text.text()).isEqualTo("x three");
  }

  @Test
  void shouldRefuseALineThatDoesNotHaveItOrIsNotThere() {
    EditedText text = new EditedText("a\nb\n");

    assertThat(text.edit(2, new Edit("a", "c"))).isFalse();
    assertThat(text.edit(3, new Edit("a", "c"))).isFalse();

    assertThat(text.text()).isEqualTo("a\nb\n");
  }
}
