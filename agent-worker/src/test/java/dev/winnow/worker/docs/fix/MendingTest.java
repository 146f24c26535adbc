package dev.winnow.worker.docs.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Finding;
import dev.winnow.schemas.Suppression;
import dev.winnow.worker.check.Checker;
import dev.winnow.worker.tree.MapTree;
import dev.winnow.worker.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MendingTest {
  private static final String CODE = "def parse_config(path):\n    return path\n";
  private static final String NEW = CODE.replace("parse_config", "read_config");

  @Test
  void shouldWriteAPatchThatFixesTheFinding() {
    Mending.Mended mended = mend(files("Call `parse_config`.\n"), List.of());

    assertThat(mended.patch())
        .isEqualTo(
            """
            diff --git a/docs/a.md b/docs/a.md
            --- a/docs/a.md
            +++ b/docs/a.md
            @@ -1,1 +1,1 @@
            -Call `parse_config`.
            +Call `read_config`.
            """);
    assertThat(mended.fixed()).hasSize(1);
    assertThat(mended.lines()).isEqualTo(1);
    assertThat(mended.files()).isEqualTo(1);
  }

  @Test
  void shouldLeaveOutALineWhoseEditBringsANewFinding() {
    // The heading's anchor is linked to: with another heading the link is broken.
    Map<String, String> files =
        Map.of(
            "docs/a.md", "# A\n\n## `parse_config`\n\nCall `parse_config`.\n",
            "docs/b.md", "# B\n\nSee [it](a.md#parse_config).\n",
            "src/app.py", CODE);

    Mending.Mended mended = mend(files, List.of());

    assertThat(mended.patch()).contains("+Call `read_config`").doesNotContain("+## `read_config`");
    assertThat(mended.fixed()).isEmpty();
    assertThat(mended.inPart()).hasSize(1);
  }

  @Test
  void shouldMendMoreLinesThanAFindingLists() {
    Mending.Mended mended = mend(files("Call `parse_config`.\n\n".repeat(120)), List.of());

    assertThat(mended.lines()).isEqualTo(120);
    assertThat(mended.fixed()).hasSize(1);
  }

  @Test
  void shouldLeaveAFindingAloneThatIsSuppressed() {
    Mending.Mended mended =
        mend(files("Call `parse_config`.\n"), List.of(new Suppression("as it was", null)));

    assertThat(mended.patch()).isEmpty();
    assertThat(mended.fixed()).isEmpty();
  }

  @Test
  void shouldLeaveAFileAloneThatIsNoText() {
    Mending.Mended mended = mend(files("\uFFFD Call `parse_config`.\n"), List.of());

    assertThat(mended.patch()).isEmpty();
  }

  @Test
  void shouldWriteNothingWhenTheCheckSaysThatNothingIsMended() {
    Tree head = new MapTree(Map.of("docs/a.md", "Call `parse_config`.\n", "src/app.py", NEW));
    List<Finding> findings = check(head);

    Mending.Mended mended = Mending.of(head, findings, tree -> findings);

    assertThat(mended.patch()).isEmpty();
    assertThat(mended.inPart()).isEmpty();
  }

  private static Map<String, String> files(String guide) {
    return Map.of("docs/a.md", guide, "src/app.py", CODE);
  }

  private static List<Finding> check(Tree head) {
    Tree before =
        new MapTree(Map.of("docs/a.md", head.text("docs/a.md").orElseThrow(), "src/app.py", CODE));
    return check(before, head);
  }

  private static List<Finding> check(Tree before, Tree head) {
    return new Checker()
        .check(
            new Checker.Commit("acme/shop", before),
            new Checker.Commit("acme/shop", head),
            List.of(),
            0)
        .findings();
  }

  private static Mending.Mended mend(Map<String, String> files, List<Suppression> suppressions) {
    Tree before = new MapTree(files);
    Map<String, String> now = new HashMap<>(files);
    now.put("src/app.py", NEW);
    Tree head = new MapTree(now);
    Function<Tree, List<Finding>> check = tree -> check(before, tree);
    List<Finding> findings = check.apply(head);
    Optional<Suppression> suppression = suppressions.stream().findFirst();
    findings.forEach(finding -> finding.setSuppression(suppression.orElse(null)));
    assertThat(findings).isNotEmpty();
    return Mending.of(head, findings, check);
  }
}
