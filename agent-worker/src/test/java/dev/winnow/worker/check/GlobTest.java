package dev.winnow.worker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "legacy/**, legacy/deep/api.yaml, true",
    "legacy/**, legacy/, true",
    "legacy/**, legacies/api.yaml, false",
    "legacy/*, legacy/api.yaml, true",
    "legacy/*, legacy/deep/api.yaml, false",
    "**/old.yaml, a/b/old.yaml, true",
    "**old.yaml, old.yaml, true",
    "*.yaml, api.yaml, true",
    "*.yaml, apiyaml, false",
    "a/**/c*.json, a/b/b/cat.json, true",
    "a/**/c*.json, a/b/c/at.json, false",
    "a***b, a/x/b, true",
    "'', a, false",
    "api.yaml, api.yaml, true",
    "api.yaml, api.yaml.bak, false"
  })
  void shouldTakeOneStarWithinAFolderAndTwoAcrossFolders(
      String pattern, String path, boolean fits) {
    assertThat(new Glob(pattern).matches(path)).isEqualTo(fits);
  }

  @Test
  void shouldEndSoonWhenThePatternHasManyStars() {
    Glob glob = new Glob("**a".repeat(100) + "b");

    boolean fits =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> glob.matches("a/".repeat(2_000)));

    assertThat(fits).isFalse();
  }
}
