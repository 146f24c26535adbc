package dev.winnow.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.schemas.Suppression;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextTest {
  private static final Pattern CODE_OR_LINK =
      Pattern.compile("`[^`]+`|\\]\\(https://github\\.example/[A-Za-z0-9%._~/#-]+\\)");

  @Test
  void shouldListFindingsNotesAndWhatWasFixed() {
    Finding weak =
        Reports.finding(8)
            .setSeverity(Severity.WARNING)
            .setSide(Side.MERGE_BASE)
            .setState(FindingState.REGRESSED)
            .setConsumers(
                List.of(
                    ConsumerUse.newBuilder(Reports.consumer())
                        .setEvidence(Evidence.LITERAL_PATH)
                        .setConfirmed(false)
                        .build()))
            .build();
    Finding fixed = Reports.finding(9).setState(FindingState.FIXED).build();
    PullRequestReport report =
        Reports.withFindings(1)
            .setFindings(List.of(Reports.finding(1).build(), weak, fixed))
            .setWarnings(1)
            .setFixed(1)
            .setNotes(List.of(Reports.note("The reference leads out of the repository.")))
            .build();

    ReportText text = ReportText.of(report);

    assertThat(text.title()).isEqualTo("1 error, 1 warning");
    assertThat(text.summary())
        .isEqualTo(
            """
            1 changes break consumers.

            1 fixed since earlier heads; 1 remark.

            Head `%s` against merge base `%s` of `main`, rule set 1.
            """
                .formatted(Reports.HEAD, Reports.BASE));
    assertThat(text.text())
        .isEqualTo(
            """
            ### Findings

            - **error** `GET /orders/{id} 200 total1` of `shop-orders`: The response no longer has \
            `total1`. *Mend:* Keep the property. [`orders/openapi.yaml:1`](https://github.example/acme/shop/blob/%s/orders/openapi.yaml#L1) \
            `openapi.response-property-removed` `00000000`
              - breaks `shop-web`: [`acme/web pacts/orders.json:12`](https://github.example/acme/web/blob/HEAD/pacts/orders.json#L12) (Pact)
            - **warning, back again** `GET /orders/{id} 200 total8` of `shop-orders`: The response no longer has \
            `total8`. *Mend:* Keep the property. [`orders/openapi.yaml:8`](https://github.example/acme/shop/blob/%s/orders/openapi.yaml#L8) \
            `openapi.response-property-removed` `00000000`
              - may be used by `shop-web`: [`acme/web pacts/orders.json:12`](https://github.example/acme/web/blob/HEAD/pacts/orders.json#L12) (path in code)

            ### Remarks

            - [`orders/events.yaml:3`](https://github.example/acme/shop/blob/%s/orders/events.yaml#L3): The reference leads out of the repository.

            ### Fixed

            - `GET /orders/{id} 200 total9` of `shop-orders`: The response no longer has `total9`. `openapi.response-property-removed`

            """
                .formatted(Reports.HEAD, Reports.BASE, Reports.HEAD));
  }

  @Test
  void shouldTellReasonAndDayOfWhatIsSuppressedAndCountTheBaseline() {
    Finding suppressed =
        Reports.finding(1)
            .setSuppression(new Suppression("<b>so", LocalDate.of(2027, 1, 31)))
            .build();
    Finding ofBaseline =
        Reports.finding(2).setSuppression(new Suppression("in the baseline", null)).build();
    PullRequestReport report =
        Reports.report()
            .setSuppressed(12)
            .setOmitted(10)
            .setFindings(List.of(suppressed, ofBaseline))
            .build();

    ReportText text = ReportText.of(report);

    assertThat(text.title()).isEqualTo("No contract break or doc drift");
    assertThat(text.summary()).contains("11 of those that are suppressed are in the baseline.");
    assertThat(text.text())
        .isEqualTo(
            """
            ### Suppressed

            - error `GET /orders/{id} 200 total1` of `shop-orders` [`orders/openapi.yaml:1`](https://github.example/acme/shop/blob/%s/orders/openapi.yaml#L1) \
            `openapi.response-property-removed` until 2027-01-31: &lt;b&gt;so

            """
                .formatted(Reports.HEAD));
    assertThat(RunAnnotation.of(report)).isEmpty();
  }

  @Test
  void shouldCountWhatIsNotListedWithItsKind() {
    List<Finding> findings =
        List.of(
            Reports.finding(1).build(),
            Reports.finding(2).setSuppression(new Suppression("so", LocalDate.EPOCH)).build(),
            Reports.finding(3).setState(FindingState.FIXED).build());
    PullRequestReport report =
        Reports.report()
            .setErrors(3)
            .setSuppressed(4)
            .setFixed(5)
            .setOmitted(9)
            .setFindings(findings)
            .build();

    String text = ReportText.of(report).text();

    assertThat(text)
        .containsSubsequence(
            "### Findings",
            "and 2 more",
            "### Suppressed",
            "and 3 more",
            "### Fixed",
            "and 4 more");
  }

  @Test
  void shouldSayThatItWasNotChecked() {
    PullRequestReport report =
        Reports.report()
            .setConclusion(Conclusion.NEUTRAL)
            .setMergeBase(null)
            .setSummary("The commits have no common ancestor.")
            .build();

    ReportText text = ReportText.of(report);

    assertThat(text.title()).isEqualTo("Not checked");
    assertThat(text.summary()).startsWith("The commits have no common ancestor.\n");
    assertThat(text.text()).isEmpty();
  }

  @Test
  void shouldNameTheLinesOfDocumentsOnceAndNoServiceWhereThereIsNone() {
    Finding drift =
        Reports.finding(1)
            .setService("")
            .setElement("parseOrder")
            .setFile("docs/api.md")
            .setLine(4)
            .setDocuments(
                List.of(
                    new DocumentLine("docs/api.md", 4, null, null),
                    new DocumentLine("docs/faq.md", 9, "parseOrder", "readOrder")))
            .build();
    PullRequestReport report = Reports.withFindings(1).setFindings(List.of(drift)).build();

    String text = ReportText.of(report).text();

    assertThat(text).contains("`parseOrder`: ").doesNotContain(" of ``");
    assertThat(text).containsOnlyOnce("  - named in ").contains("docs/faq.md:9");
    assertThat(text).contains(": `parseOrder` → `readOrder`\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 5_000, 20_000, 65_535})
  void shouldStayWithinTheLimitAndSayWhatIsLeftOut(int limit) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      findings.add(
          Reports.finding(i)
              .setMessage("ü<".repeat(400))
              .setConsumers(Collections.nCopies(30, Reports.consumer()))
              .build());
    }
    for (int i = 401; i <= 500; i++) {
      findings.add(Reports.finding(i).setState(FindingState.FIXED).build());
    }
    PullRequestReport report =
        Reports.withFindings(400)
            .setFindings(findings)
            .setNotes(Collections.nCopies(300, Reports.note("n".repeat(900))))
            .setErrors(407)
            .setOmitted(10)
            .build();

    ReportText text = ReportText.of(report, limit);

    assertThat(text.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
    Matcher more = Pattern.compile("\nand (\\d+) more\n").matcher(text.text());
    List<Integer> left = new ArrayList<>();
    while (more.find()) {
      left.add(Integer.parseInt(more.group(1)));
    }
    int listed = (int) text.text().lines().filter(l -> l.startsWith("- ")).count();
    assertThat(left.stream().mapToInt(Integer::intValue).sum() + listed).isEqualTo(400 + 10 + 400);
    assertThat(count(text.text(), '`') % 2).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@octocat and @acme/owners look here",
        "[click](https://evil.example) ![x](https://evil.example/x.png)",
        "https://evil.example http://evil.example www.evil.example WWW.evil.example",
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- winnow:1 a b -->",
        "`` ` ``` unbalanced",
        "`code` and `@octocat` and [`x`](https://evil.example)",
        "``[a](https://evil.example)`",
        "a ` b <b>`</b> ` @octocat",
        "fixes #12, acme/shop#13, GH-14 and gh-15",
        "line\n# heading\n- item\n> quote\n| a | b |\n|---|---|\n",
        "&#64;octocat &lt;b&gt; &commat;octocat",
        "\\@octocat \\[x](https://evil.example) \\`",
        "mailto:a@evil.example a@evil.example xmpp:a@evil.example",
        "@\u200Boctocat \u202Ereversed\u2066 \uD800 \u0000\u0007",
        "$`x`$ $$x$$ ~~x~~ **x** __x__ [^1] - [ ] x",
        "https:/\\/evil.example ftp://evil.example",
      })
  void shouldLetNothingOfStrangersTakeEffect(String evil) {
    Finding finding =
        Reports.finding(1)
            .setElement(evil)
            .setService(evil)
            .setMessage(evil)
            .setMend(evil)
            .setRule(evil)
            .setFile(evil)
            .setConsumers(
                List.of(
                    ConsumerUse.newBuilder(Reports.consumer())
                        .setService(evil)
                        .setRepository(evil)
                        .setFile(evil)
                        .build(),
                    ConsumerUse.newBuilder(Reports.consumer()).setFile("../" + evil).build()))
            .build();
    PullRequestReport report =
        Reports.withFindings(1)
            .setSummary(evil)
            .setBaseRef(evil)
            .setFindings(
                List.of(finding, Finding.newBuilder(finding).setState(FindingState.FIXED).build()))
            .setNotes(List.of(Reports.note(evil)))
            .build();

    ReportText text = ReportText.of(report);

    for (String markdown : List.of(text.summary(), text.text())) {
      assertThat(count(markdown, '`') % 2).as("backticks of %s", markdown).isZero();
      String rest = CODE_OR_LINK.matcher(markdown).replaceAll(" ");
      assertThat(rest)
          .doesNotContain("<")
          .doesNotContain("](")
          .doesNotContainPattern("@[A-Za-z0-9]")
          .doesNotContainPattern("#\\d")
          .doesNotContainPattern("(?i)gh-\\d")
          .doesNotContainPattern("(?i)www\\.")
          .doesNotContain("://")
          .doesNotContainPattern("(?<!\\\\)!\\[")
          .doesNotContainPattern("\\p{Cntrl}&&[^\n]")
          .doesNotContain("\u202E");
      assertThat(markdown.lines().filter(l -> l.startsWith("#")))
          .allMatch(l -> l.startsWith("### "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/other/repo, orders/openapi.yaml",
    "javascript:alert(1)/acme/shop, orders/openapi.yaml",
    "'https://a.example/x](y)/acme/shop', orders/openapi.yaml",
    "'', orders/openapi.yaml",
    "https://github.example/acme/shop, ../../../evil/repo",
    "https://github.example/acme/shop, a/../../b",
    "https://github.example/acme/shop, /etc/passwd",
  })
  void shouldLinkOnlyWithinTheRepository(String webUrl, String file) {
    PullRequestReport.Builder report =
        Reports.withFindings(1)
            .setFindings(List.of(Reports.finding(1).setFile(file).setConsumers(List.of()).build()));
    report.getRepository().setWebUrl(webUrl);

    assertThat(ReportText.of(report.build()).text()).doesNotContain("](");
  }

  @Test
  void shouldEncodeThePathsOfLinks() {
    PullRequestReport report =
        Reports.withFindings(1)
            .setFindings(List.of(Reports.finding(1).setFile("a b/(ü)#?.yaml").build()))
            .build();

    assertThat(ReportText.of(report).text())
        .contains("[`a b/(ü)#?.yaml:1`](https://github.example/acme/shop/blob/")
        .contains("/a%20b/%28%C3%BC%29%23%3F.yaml#L1)");
  }

  private static long count(String text, char character) {
    return text.chars().filter(c -> c == character).count();
  }
}
