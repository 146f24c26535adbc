package dev.winnow.schemas.released;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Refuses a change of a record that cannot read what an earlier release wrote.
 *
 * <p>Today's records become release 2 with {@code mvn -pl schemas test
 * -Dtest=ReleasedSchemasTest#shouldRecordARelease -Dwinnow.release=2}; what it writes is committed.
 */
class ReleasedSchemasTest {
  private final Releases releases = new Releases(Releases.FOLDER);

  @Test
  void shouldReadWhatEveryReleaseWrote() throws Exception {
    assertThat(releases.breaks(GeneratedRecords.roots()))
        .as("give a new field a default, keep types and names, or publish a new record")
        .isEmpty();
  }

  @Test
  void shouldHaveRecordedWhatTopicsAndStoresCarryInTheFirstRelease() throws Exception {
    assertThat(releases.schemas(1).keySet())
        .containsExactly(
            "Attempt",
            "AttemptOrder",
            "AttemptResult",
            "Contest",
            "DeadLetter",
            "EvaluationOrder",
            "EvaluationResult",
            "Leaderboard",
            "OpenOrder",
            "Standing",
            "Task",
            "Verdict");
  }

  @Test
  void shouldRefuseARecordThatIsGone() throws Exception {
    Map<String, Schema> current = new TreeMap<>(GeneratedRecords.roots());
    current.remove("Verdict");

    assertThat(releases.breaks(current)).containsExactly("Verdict was released and is gone");
  }

  @Test
  void shouldRefuseANewFieldWithoutDefault() throws Exception {
    assertRefused(
        "DeadLetter",
        text ->
            text.replace("\"fields\":[", "\"fields\":[{\"name\":\"severity\",\"type\":\"int\"},"),
        "severity");
  }

  @Test
  void shouldAllowANewFieldWithDefault() throws Exception {
    assertThat(
            breaksWhen(
                "DeadLetter",
                text ->
                    text.replace(
                        "\"fields\":[",
                        "\"fields\":[{\"name\":\"severity\",\"type\":\"int\",\"default\":1},")))
        .isEmpty();
  }

  @Test
  void shouldRefuseAFieldThatIsRenamed() throws Exception {
    assertRefused(
        "Leaderboard",
        text -> text.replace("\"name\":\"version\"", "\"name\":\"edition\""),
        "edition");
  }

  @Test
  void shouldRefuseAnotherTypeOfAField() throws Exception {
    assertRefused(
        "Leaderboard",
        text ->
            text.replace(
                "\"name\":\"version\",\"type\":\"long\"", "\"name\":\"version\",\"type\":\"int\""),
        "version");
  }

  @Test
  void shouldRefuseAnEnumThatLostASymbol() throws Exception {
    assertRefused("AttemptResult", text -> text.replace("\"NO_CHANGE\",", ""), "NO_CHANGE");
  }

  @Test
  void shouldRefuseAFieldThatMayNoLongerBeNull() throws Exception {
    assertRefused(
        "DeadLetter",
        text ->
            text.replaceFirst(
                "\"type\":\\[\"null\",\"bytes\"],(\"doc\":\"[^\"]*\"),\"default\":null",
                "\"type\":\"bytes\",$1"),
        "DeadLetter.value");
  }

  @Test
  void shouldRefuseAChangeDeepInANestedRecord() throws Exception {
    assertRefused(
        "Verdict",
        text ->
            text.replace(
                "\"name\":\"insertions\",\"type\":\"int\"",
                "\"name\":\"insertions\",\"type\":\"string\""),
        "Verdict.kept[].diff.insertions");
  }

  @Test
  void shouldRefuseToRecordAReleaseTwiceOrOutOfTurn(@TempDir Path folder) throws Exception {
    Releases fresh = new Releases(folder);
    fresh.record(1, GeneratedRecords.roots());

    assertThat(fresh.schemas(1)).isEqualTo(GeneratedRecords.roots());
    assertThatThrownBy(() -> fresh.record(1, GeneratedRecords.roots()))
        .hasMessageContaining("the next release is 2, not 1");
    assertThatThrownBy(() -> fresh.record(3, GeneratedRecords.roots()))
        .hasMessageContaining("the next release is 2, not 3");
  }

  @Test
  @EnabledIfSystemProperty(named = "winnow.release", matches = "\\d+")
  void shouldRecordARelease() throws Exception {
    releases.record(Integer.getInteger("winnow.release"), GeneratedRecords.roots());
  }

  private void assertRefused(String name, UnaryOperator<String> change, String place)
      throws Exception {
    assertThat(breaksWhen(name, change))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith(name + " of release "))
        .anySatisfy(line -> assertThat(line).contains(place));
  }

  private List<String> breaksWhen(String name, UnaryOperator<String> change) throws Exception {
    Map<String, Schema> current = new TreeMap<>(GeneratedRecords.roots());
    String before = current.get(name).toString();
    String after = change.apply(before);
    assertThat(after).as("the change must hit something").isNotEqualTo(before);
    current.put(name, new Schema.Parser().parse(after));
    return releases.breaks(current);
  }
}
