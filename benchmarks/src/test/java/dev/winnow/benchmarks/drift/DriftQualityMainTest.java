package dev.winnow.benchmarks.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DriftQualityMainTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SHOP =
      "class Shop:\n    def open_shop(self):\n        pass\n\n    def close_shop(self):\n        pass\n";
  private static final String GUIDE =
      "# Guide\n\nCall `open_shop()`.\n\nCall `close_shop()`.\n\nLast.\n\nEnd.\n";

  @TempDir Path folder;
  @TempDir Path out;
  private Path unlabelled;

  /** Two names go and one is mended: of the other nobody says anything. */
  @BeforeEach
  void mine() {
    SmallHistory history = new SmallHistory(folder);
    history.write("shop.py", SHOP).write("guide.md", GUIDE).commit();
    history.write("shop.py", "class Shop:\n    pass\n").commit();
    history.write("guide.md", GUIDE.replace("open_shop()", "nothing")).commit();
    unlabelled = out.resolve("unlabelled.jsonl");
    run(DriftMinerMain.command(), "--out", out.resolve("cases").toString());
  }

  @Test
  void shouldCountTheCaseAsFoundWhenTheChecksFindIt() {
    String printed = quality("--missed");

    assertThat(printed).containsPattern("all +1 +1 +1 +1 +0 +1 ").doesNotContain("missed {");
  }

  @Test
  void shouldAskWhenNoCaseSpeaksOfAFinding() throws Exception {
    quality("--unlabelled", unlabelled.toString());

    List<String> questions = Files.readAllLines(unlabelled);
    assertThat(questions).hasSize(1);
    assertThat(questions.get(0))
        .contains("\"label\":null")
        .contains("close_shop")
        .contains("\"docText\":\"Call `close_shop()`.\"");
  }

  @Test
  void shouldCountAsWrongWhatAReaderLabelledSo() throws Exception {
    quality("--unlabelled", unlabelled.toString());
    ObjectNode label = (ObjectNode) JSON.readTree(Files.readString(unlabelled));
    Files.writeString(unlabelled, label.put("label", false).put("by", "a reader").toString());

    String printed = quality("--labels", unlabelled.toString());

    assertThat(printed).containsPattern("all +1 +1 +1 +1 +1 +0 ");
  }

  @Test
  void shouldFailWhenThereAreNoCases() {
    CommandLine command = DriftQualityMain.command();
    command.setErr(new PrintWriter(new StringWriter()));

    int status =
        command.execute(
            "--clone", "acme/other=" + folder, "--cases", out.resolve("cases").toString());

    assertThat(status).isEqualTo(2);
  }

  private String quality(String... options) {
    String[] arguments = new String[options.length + 2];
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[0] = "--cases";
    arguments[1] = out.resolve("cases").toString();
    return run(DriftQualityMain.command(), arguments);
  }

  private String run(CommandLine command, String... arguments) {
    StringWriter printed = new StringWriter();
    command.setOut(new PrintWriter(printed));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[0] = "--clone";
    all[1] = "acme/shop=" + folder;
    assertThat(command.execute(all)).isZero();
    return printed.toString();
  }
}
