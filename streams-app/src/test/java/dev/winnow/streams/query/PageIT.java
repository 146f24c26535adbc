package dev.winnow.streams.query;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, over a contest of 5,000 candidates. */
class PageIT {
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int CANDIDATES = 5_000;

  @TempDir private static Path folder;
  private static PageWorld world;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void launch() throws IOException {
    Path chromium = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
    assumeTrue(chromium != null, "there is no Chromium at any of " + BROWSERS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox")));
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    world = new PageWorld(folder, CANDIDATES);
  }

  @AfterAll
  static void quit() {
    if (world != null) {
      world.close();
    }
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
    // What a browser complains of: errors of scripts, and what the content security policy stopped.
    assertThat(complaints).isEmpty();
  }

  @Test
  void shouldShowTheContestWhenATaskIsOpened() {
    Page page = open("/", ColorScheme.LIGHT, 1360);
    assertThat(page.getByRole(AriaRole.HEADING, named("Tasks"))).isVisible();
    shoot(page, "tasks");
    page.getByRole(AriaRole.LINK, named(PageWorld.LARGE)).click();

    assertThat(page.locator(".board tbody tr")).hasCount(101);
    assertThat(page.locator(".plot svg path.line")).hasCount(8);
    assertThat(page.locator(".tiles")).containsText("of $250.00, $6.40 reserved");
    assertThat(page.locator(".board")).containsText("tie set of 4");
    shoot(page, "board-light");

    page.getByRole(AriaRole.TAB, named("Candidates")).click();
    assertThat(page.getByText("3,600 candidates")).isVisible();
    assertThat(page.locator("table.all")).hasAttribute("aria-rowcount", "3601");
    assertThat((Integer) page.locator("table.all tbody tr").count()).isLessThan(80);
    page.getByRole(AriaRole.TAB, named("Not on the board")).click();
    assertThat(page.locator(".group").first()).containsText("rung 'tests' exited with status");
    page.locator(".group summary").first().click();
    assertThat(page.locator(".group .members li")).not().hasCount(0);
    shoot(page, "rejected");
    page.getByRole(AriaRole.TAB, named("The task")).click();
    assertThat(page.locator(".spec")).containsText("Write a cache eviction policy");
  }

  @Test
  void shouldShowPatchAndLogWhenACandidateIsOpened() {
    String first = world.large.ranked().get(0).getClusterId();

    Page page = open("/#/tasks/cache-contest/candidates/" + first, ColorScheme.LIGHT, 1360);

    Locator drawer = page.getByRole(AriaRole.DIALOG);
    assertThat(drawer.locator(".log").first()).containsText("14 tests passed");
    assertThat(drawer.locator("tr.add")).not().hasCount(0);
    assertThat(drawer.locator("tr.del").first()).containsText("// lru: what is evicted");
    assertThat(drawer).containsText("1 attempt made this change");
    shoot(page, "candidate");
    page.keyboard().press("Escape");
    assertThat(drawer).hasCount(0);
    assertThat(page).hasURL(Pattern.compile(".*#/tasks/cache-contest$"));
  }

  @Test
  void shouldShowTheEvidenceWhenATaskIsDecided() {
    Page page = open("/#/tasks/cache-decided/verdict", ColorScheme.LIGHT, 1360);

    Locator verdict = page.locator(".verdict");
    assertThat(verdict.getByRole(AriaRole.HEADING).first()).hasText("Tie set");
    assertThat(verdict).containsText("cannot set the first apart");
    assertThat(verdict).containsText("noisier than the tolerance");
    assertThat(verdict).containsText("Variants as groups");
    assertThat(verdict).containsText("AMD EPYC 7B13");
    assertThat(page.locator("#connection")).hasText("Decided");
    shoot(page, "verdict");
  }

  @Test
  void shouldFollowWithoutReloadWhenTheBoardChangesAndTheServerComesBack() {
    Page page = open("/#/tasks/cache-contest", ColorScheme.LIGHT, 1360);
    Locator first = page.locator(".board tbody tr").first();
    assertThat(page.locator("#connection")).hasText("Live");
    page.evaluate("window.notReloaded = true");
    String before = first.locator(".figure").first().innerText();

    world.advance(1);
    assertThat(first.locator(".figure").first()).not().hasText(before);
    String between = first.locator(".figure").first().innerText();
    int port = world.uri().getPort();
    world.stop();
    assertThat(page.locator("#connection")).hasText(Pattern.compile("Reconnecting …|Stale for .*"));
    world.advance(2);
    world.start(port);

    assertThat(page.locator("#connection")).hasText("Live");
    assertThat(first.locator(".figure").first()).not().hasText(between);
    assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    // Who cannot reach a server says so on the console: that is what happened here.
    complaints.removeIf(text -> text.contains("net::ERR_"));
  }

  @Test
  void shouldNeedNoMouseWhenKeysAreUsed() {
    Page page = open("/", ColorScheme.LIGHT, 1360);
    assertThat(page.locator("[data-row]")).hasCount(3);
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.locator("[data-row]").first().focus();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("[data-row]").nth(1)).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).isFocused();

    page.locator(".plot").focus();
    String now = page.locator(".plot").getAttribute("aria-valuetext");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".plot")).not().hasAttribute("aria-valuetext", now);
    page.getByRole(AriaRole.TAB).first().focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.getByRole(AriaRole.TAB, named("Candidates"))).isFocused();
    assertThat(page.getByText("3,600 candidates")).isVisible();
    page.locator("[data-at='0']").focus();
    page.keyboard().press("End");
    assertThat(page.locator("[data-at='3599']")).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(page.locator("[data-at='1']")).isFocused();
  }

  @Test
  void shouldStayTextWhenATaskIsHostile() {
    String cluster = world.firstCluster(PageWorld.HOSTILE);

    for (String view :
        List.of("", "/candidates", "/rejected", "/verdict", "/task", "/candidates/" + cluster)) {
      Page page = open("/#/tasks/hostile" + view, ColorScheme.LIGHT, 1360);
      assertThat(page.getByText("<img src=x").first()).isVisible();
      assertThat(page.locator("main img, dialog img, main script, dialog script")).hasCount(0);
      assertThat(page.evaluate("window.attacked")).isNull();
      page.close();
    }
  }

  @Test
  void shouldAskForATokenWhenTheServerWantsOne() {
    Page page = page(ColorScheme.LIGHT, 1360);
    page.route(
        "**/v1/**",
        route -> {
          if ("Bearer open sesame".equals(route.request().headers().get("authorization"))) {
            route.resume();
          } else {
            route.fulfill(new Route.FulfillOptions().setStatus(401));
          }
        });
    page.navigate(world.uri() + "/");

    page.getByLabel("Bearer token").fill("open sesame");
    page.keyboard().press("Enter");

    assertThat(page.locator("[data-row]")).hasCount(3);
    assertThat(page.evaluate("JSON.stringify(localStorage)")).asString().doesNotContain("sesame");
    complaints.removeIf(text -> text.contains("401"));
  }

  /** Rows beyond the fifth are like those before, and axe takes its time with each. */
  @Test
  void shouldHaveNoSeriousBarrierWhenAxeLooks() throws IOException {
    String cluster = world.large.ranked().get(0).getClusterId();
    String axe = axe();
    // The frame and the parts are the same everywhere: each view in one scheme, the board in both.
    Map<ColorScheme, List<String>> views =
        Map.of(
            ColorScheme.LIGHT,
            List.of("/", "/#/tasks/cache-contest", "/#/tasks/cache-contest/candidates/" + cluster),
            ColorScheme.DARK,
            List.of(
                "/#/tasks/cache-contest",
                "/#/tasks/cache-decided/verdict",
                "/#/pull-requests/acme/shop/1"));
    for (ColorScheme scheme : views.keySet()) {
      for (String view : views.get(scheme)) {
        Page page = open(view, scheme, 1360);
        page.evaluate(axe);
        Object found =
            page.evaluate(
                """
                async () => (await axe.run({exclude: [['.board tbody tr:nth-child(n+6)']]},
                    {resultTypes: ['violations']})).violations
                  .filter(each => ['serious', 'critical'].includes(each.impact))
                  .map(each => each.id + ': ' + each.nodes[0].html.slice(0, 200)).join('\\n')
                """);
        assertThat(found).as("%s %s", scheme, view).isEqualTo("");
        page.close();
      }
    }
  }

  @Test
  void shouldFitWhenTheScreenIsNarrowOrDark() {
    Page narrow = open("/#/tasks/cache-contest", ColorScheme.LIGHT, 360);
    assertThat(narrow.locator(".plot svg")).isVisible();
    assertThat(narrow.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    shoot(narrow, "board-narrow");
    narrow.close();
    Page dark = open("/#/tasks/cache-contest", ColorScheme.DARK, 1360);
    assertThat(dark.locator(".plot svg")).isVisible();
    shoot(dark, "board-dark");
    dark.locator("#theme").click();
    assertThat(dark.locator("html")).hasAttribute("data-theme", "light");
  }

  /** A figure for the documentation; a loaded machine is no failure. */
  @Test
  void shouldTellHowSoonTheBoardIsPaintedWhenItIsLarge() {
    Page page = open("/#/tasks/cache-contest", ColorScheme.LIGHT, 1360);
    assertThat(page.locator(".board tbody tr")).hasCount(101);
    page.navigate("about:blank");

    page.addInitScript(
        """
        new MutationObserver((_, all) => {
          if (document.querySelector('.board tbody tr')) {
            all.disconnect();
            requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }));
          }
        }).observe(document, {childList: true, subtree: true});
        """);
    page.navigate(world.uri() + "/#/tasks/cache-contest");
    double painted =
        ((Number)
                page.evaluate(
                    """
                    () => new Promise(done => {
                      const look = () => window.painted ? done(window.painted) : setTimeout(look, 20);
                      look();
                    })
                    """))
            .doubleValue();
    System.out.printf(
        "The board of %d candidates was painted after %.0f ms%n", CANDIDATES, painted);
    assertThat(painted).isPositive();
  }

  private Page open(String path, ColorScheme scheme, int width) {
    Page page = page(scheme, width);
    page.navigate(world.uri() + path);
    assertThat(page.locator("main h1")).isVisible();
    return page;
  }

  private Page page(ColorScheme scheme, int width) {
    if (context != null) {
      context.close();
    }
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 780 : 1000)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setColorScheme(scheme));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("page-" + name + ".png")));
  }

  private static String axe() throws IOException {
    try (InputStream script =
        PageIT.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
