package dev.winnow.worker.will;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.worker.OtherJvm;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WillsTest {
  @TempDir Path folder;

  @Test
  void shouldTellNothingWhileItsProcessLives() throws IOException {
    try (Wills living = new Wills(folder)) {
      living.put("run-1", will("a"));

      assertThat(executed()).isEmpty();
    }
  }

  @Test
  @Timeout(60)
  void shouldTellAnotherProcessNothingBeforeItsOwnIsGone() throws Exception {
    try (Wills living = new Wills(folder)) {
      living.put("run-1", will("a"));

      assertThat(executedByAnother()).isEmpty();
      // A look of this process does not free the lock either.
      assertThat(executed()).isEmpty();
      assertThat(executedByAnother()).isEmpty();
    }
    assertThat(executedByAnother()).isEqualTo("task a");
  }

  @Test
  void shouldBeFoundAlsoWhenSomebodyHasRemovedItsFiles() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      Folders.remove(folder);
      gone.put("run-2", will("b"));
    }

    assertThat(executed()).extracting(WillsTest::text).containsExactly("b");
  }

  @Test
  void shouldTellTheLatestWillOfEachRunOnceWhenTheProcessIsGone() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      gone.put("run-1", will("b"));
      gone.put("run-2", will("c"));
    }

    assertThat(executed())
        .allSatisfy(
            will -> {
              assertThat(will.topic()).isEqualTo("winnow.results");
              assertThat(will.key()).isEqualTo("task");
            })
        .extracting(WillsTest::text)
        .containsExactlyInAnyOrder("b", "c");
    assertThat(executed()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldLeaveNothingOfRunsThatHaveTold() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      gone.remove("run-1");
      gone.remove("run-1");
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void shouldTellTheOthersWhenOneCannotBeWrittenAndThatOneLater() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      gone.put("run-2", will("b"));
      gone.put("run-3", will("c"));
    }
    List<Will> told = new ArrayList<>();

    try (Wills next = new Wills(folder)) {
      next.execute(
          will -> {
            if (told.isEmpty()) {
              told.add(will);
              throw new KafkaException("too large");
            }
            told.add(will);
          });
    }

    assertThat(told).hasSize(3);
    assertThat(executed()).extracting(WillsTest::text).containsExactly(text(told.get(0)));
  }

  @Test
  void shouldPutAFileAsideThatIsNoWillAndTellTheOthers() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      gone.put("run-2", will("b"));
      Path broken = files().stream().filter(each -> each.endsWith("run-1.will")).findFirst().get();
      Files.write(broken, new byte[1]);
    }

    try (Wills next = new Wills(folder)) {
      next.execute(will -> {});

      assertThat(next.count(Wills.End.TOLD)).isEqualTo(1);
      assertThat(next.count(Wills.End.BROKEN)).isEqualTo(1);
      assertThat(next.count(Wills.End.EXPIRED)).isZero();
    }
    assertThat(files()).containsExactly(folder.resolve("run-1.will.broken"));
  }

  @Test
  void shouldRemoveAWillWithoutTellingWhoseProcessHasBeenGoneForADay() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      gone.put("run-2", will("b"));
      for (Path file : files()) {
        age(file, Duration.ofSeconds(file.endsWith("run-2.will") ? -60 : 60));
      }
    }

    assertThat(executed()).extracting(WillsTest::text).containsExactly("b");
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldTellOfARunThatHadTakenDaysWhenItsProcessWasKilled() throws IOException {
    try (Wills gone = new Wills(folder)) {
      gone.put("run-1", will("a"));
      for (Path file : files()) {
        age(file, Duration.ofDays(2));
      }
      gone.execute(will -> {});
    }

    assertThat(executed()).extracting(WillsTest::text).containsExactly("a");
  }

  /** Makes a file older than is told, by so much. */
  private static void age(Path file, Duration more) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Wills.KEPT).minus(more)));
  }

  @Test
  void shouldLeaveNoHalfOfAWillThatCannotBeMade() throws IOException {
    try (Wills wills = new Wills(folder)) {
      wills.put("run-2", will("b"));
      Path own = files().stream().filter(each -> each.endsWith("run-2.will")).findFirst().get();
      Files.createDirectories(own.resolveSibling("run-1.will/not-empty"));

      assertThatThrownBy(() -> wills.put("run-1", will("a"))).isInstanceOf(IOException.class);

      assertThat(own.resolveSibling("run-1.making")).doesNotExist();
    }
  }

  @Test
  void shouldMakeNoWillOnceItIsClosed() throws IOException {
    Wills closed = new Wills(folder);
    closed.close();

    assertThatThrownBy(() -> closed.put("run-1", will("a"))).isInstanceOf(IOException.class);
    closed.remove("run-1");
  }

  private List<Will> executed() throws IOException {
    List<Will> told = new ArrayList<>();
    try (Wills next = new Wills(folder)) {
      next.execute(told::add);
    }
    return told;
  }

  private String executedByAnother() throws Exception {
    Process process = OtherJvm.of(WillsProcess.class, folder.toString()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().filter(line -> line.startsWith("task ")).collect(Collectors.joining());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String text(Will will) {
    return new String(will.value(), StandardCharsets.UTF_8);
  }

  private static Will will(String value) {
    return new Will("winnow.results", "task", value.getBytes(StandardCharsets.UTF_8));
  }
}
