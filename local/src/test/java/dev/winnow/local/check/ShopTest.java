package dev.winnow.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code winnow check} on every pull request of the example shop. */
class ShopTest {
  @TempDir private static Path folder;
  private static ShopRepository shop;

  @BeforeAll
  static void makeRepository() throws IOException {
    shop = ShopRepository.in(folder.resolve("shop"));
  }

  static List<String> pullRequests() throws IOException {
    return ShopRepository.pullRequests();
  }

  @ParameterizedTest
  @MethodSource("pullRequests")
  void shouldPrintTheExpectedReportWhenChecked(String name) throws IOException {
    StringWriter printed = new StringWriter();
    int exit =
        new CommandLine(new CheckCommand())
            .setOut(new PrintWriter(printed))
            .execute(
                "--base", "main", "--head", name, "--name", "acme/shop", shop.folder().toString());

    assertThat(printed + "exit code " + exit + "\n").isEqualTo(ShopRepository.expected(name));
  }
}
