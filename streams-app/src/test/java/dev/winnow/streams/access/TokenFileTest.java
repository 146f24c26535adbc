package dev.winnow.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldKnowTheHighestScopeWhenALineHasSeveral() throws Exception {
    TokenFile tokens =
        new TokenFile(file("read,submit " + sha256("t") + " ci of acme"), nanos::get);

    assertThat(tokens.caller("t")).contains(new Caller("ci of acme", Scope.SUBMIT));
    assertThat(tokens.caller("u")).isEmpty();
    assertThat(tokens.caller(sha256("t"))).as("a digest is no token").isEmpty();
  }

  @Test
  void shouldReadAgainWhenTheFileHasChanged() throws Exception {
    TokenFile tokens = new TokenFile(file("read " + sha256("old") + " me"), nanos::get);
    file("read " + sha256("new") + " me and another");

    assertThat(tokens.caller("new")).as("not looked at within a second").isEmpty();
    nanos.addAndGet(1_000_000_000L);

    assertThat(tokens.caller("new")).isPresent();
    assertThat(tokens.caller("old")).isEmpty();
  }

  @Test
  void shouldKeepWhatWasWhenTheNewFileHasAMistake() throws Exception {
    TokenFile tokens = new TokenFile(file("read " + sha256("old") + " me"), nanos::get);
    file("nothing that is a token");
    nanos.addAndGet(1_000_000_000L);

    assertThat(tokens.caller("old")).isPresent();
  }

  @Test
  void shouldReadAgainWhenItCouldNotBeReadAndIsMendedWithoutANewTime() throws Exception {
    TokenFile tokens = new TokenFile(file("read " + sha256("old") + " me"), nanos::get);
    String mended = "read " + sha256("new") + " me and more";
    byte[] unreadable = (mended + "\n").getBytes(StandardCharsets.UTF_8);
    unreadable[0] = (byte) 0xff;
    Path file = Files.write(folder.resolve("tokens"), unreadable);
    FileTime time = Files.getLastModifiedTime(file);
    nanos.addAndGet(1_000_000_000L);
    assertThat(tokens.caller("old")).isPresent();

    Files.setLastModifiedTime(file(mended), time);
    nanos.addAndGet(1_000_000_000L);

    assertThat(tokens.caller("old")).isEmpty();
    assertThat(tokens.caller("new")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"read s3cret me", "all DIGEST me", "open DIGEST me", "read DIGEST"})
  void shouldNameLineAndFormAndNotTheTokenWhenALineIsWrong(String line) throws Exception {
    Path file = file("# first\n" + line.replace("DIGEST", sha256("t")));

    assertThatThrownBy(() -> new TokenFile(file, nanos::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http.tokens.file, line 2")
        .hasMessageContaining("<scope>")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void shouldNameTheSettingWhenThereIsNoFile() {
    assertThatThrownBy(() -> new TokenFile(folder.resolve("none"), nanos::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http.tokens.file");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("tokens"), text + "\n");
  }

  static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
