package dev.winnow.streams.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Daemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchesTest {
  @TempDir private Path folder;
  private Patches patches;

  @AfterEach
  void stop() {
    if (patches != null) {
      patches.close();
    }
  }

  @Test
  void shouldShowWhatTheCommitChangesWhenTheRepositoryIsOnThisMachine() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.java", "class A {\n  int a;\n}\n");
    history.commit("refs/winnow/t/v1-1", "A.java", "class A {\n  long a;\n}\n");
    start("file");

    PatchAnswer answer = patches.read(history.address(history.url()));

    assertThat(text(answer))
        .contains("diff --git a/A.java b/A.java", "-  int a;\n+  long a;\n", " class A {\n");
    assertThat(((PatchAnswer.Diff) answer).isCut()).isFalse();
  }

  @Test
  void shouldFetchTheTwoCommitsOnceWhenTheRepositoryIsElsewhere() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "old.txt", "long ago\n");
    history.commit("refs/heads/main", "A.java", "one\n");
    history.commit("refs/winnow/t/v1-1", "A.java", "two\n");
    AtomicInteger connections = new AtomicInteger();
    Daemon daemon = serve(history, connections);
    try {
      start("git");
      String url = "git://127.0.0.1:" + daemon.getAddress().getPort() + "/results";

      PatchAnswer first = patches.read(history.address(url));
      PatchAnswer second = patches.read(history.address(url));

      assertThat(text(first)).contains("-one\n+two\n").doesNotContain("old.txt");
      assertThat(text(second)).isEqualTo(text(first));
      assertThat(connections).hasValue(1);
    } finally {
      daemon.stopAndWait();
    }
  }

  @Test
  void shouldSayThatItCutWhenThePatchIsLong() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.java", "one\n");
    history.commit("refs/winnow/t/v1-1", "A.java", "a line that is added\n".repeat(60_000));
    start("file");

    PatchAnswer answer = patches.read(history.address(history.url()));

    assertThat(((PatchAnswer.Diff) answer).isCut()).isTrue();
    assertThat(((PatchAnswer.Diff) answer).text().length)
        .isBetween(CommitDiff.MOST_BYTES - 100, CommitDiff.MOST_BYTES + 100);
    assertThat(text(answer))
        .endsWith(
            "+a line that is added\n"
                + "\\ The patch is longer than 1048576 bytes; the rest is not shown\n");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void shouldShowAPatchOf1MiBAndCutALonger(int more, boolean isCut) throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.java", "one\n");
    history.commit("refs/winnow/t/v1-1", "A.java", "x".repeat(1_000) + "\n");
    start("file");
    int rest = (1 << 20) - text(patches.read(history.address(history.url()))).length();
    history.commit("refs/heads/main", "A.java", "one\n");
    history.commit("refs/winnow/t/v1-1", "A.java", "x".repeat(1_000 + rest + more) + "\n");

    PatchAnswer answer = patches.read(history.address(history.url()));

    assertThat(((PatchAnswer.Diff) answer).isCut()).isEqualTo(isCut);
    if (!isCut) {
      assertThat(text(answer)).hasSize(1 << 20);
    }
  }

  /** Two are read, sixteen wait. */
  @Test
  void shouldTake18RequestsAtOnceAndRefuseOneMore() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      patches = new Patches(config("git"), Duration.ofSeconds(4));
      String url = "git://127.0.0.1:" + silent.getLocalPort() + "/r";
      PatchAddress address = new PatchAddress(url, "refs/winnow/t/a", id('b'), id('c'));
      ExecutorService readers = Executors.newFixedThreadPool(19);
      try {
        List<Future<PatchAnswer>> answers =
            readers.invokeAll(Collections.nCopies(19, () -> patches.read(address)));

        List<PatchAnswer> told = new ArrayList<>();
        for (Future<PatchAnswer> answer : answers) {
          told.add(answer.get());
        }
        assertThat(told).filteredOn(new PatchAnswer.Busy()::equals).hasSize(1);
        assertThat(told).filteredOn(new PatchAnswer.TooSlow()::equals).hasSize(18);
      } finally {
        readers.shutdownNow();
      }
    }
  }

  @Test
  void shouldOnlyNameAFileWhenItIsNoText() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.bin", "a\0b");
    history.commit("refs/winnow/t/v1-1", "A.bin", "a\0c");
    start("file");

    assertThat(text(patches.read(history.address(history.url()))))
        .contains("Binary files")
        .doesNotContain("a\0c");
  }

  @Test
  void shouldAskNobodyWhenTheProtocolIsNotAllowed() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    http.start();
    try {
      start("file", "https");

      String url = "http://127.0.0.1:" + http.getAddress().getPort() + "/r.git";
      assertThat(reason(url)).contains("'http'", "http.patches.protocols");
      assertThat(reason("git@127.0.0.1:r.git")).contains("'ssh'");
      assertThat(reason("ext::sh -c id")).isNotBlank();
      assertThat(requests).hasValue(0);
    } finally {
      http.stop(0);
    }
  }

  @Test
  void shouldSayWhyWhenTheRepositoryOrTheCommitIsNotThere() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.java", "one\n");
    start("file");

    assertThat(reason(folder.resolve("none").toString())).contains("no git repository");
    assertThat(reason(history.url())).contains("does not have the patch");
  }

  @Test
  void shouldAnswerInTimeWhenTheOtherSideSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      patches = new Patches(config("git"), Duration.ofMillis(200));

      String url = "git://127.0.0.1:" + silent.getLocalPort() + "/r";
      assertThat(patches.read(new PatchAddress(url, "refs/winnow/t/a", id('b'), id('c'))))
          .isEqualTo(new PatchAnswer.TooSlow());
    }
  }

  @Test
  void shouldKeepNoMoreThanItMayWhenSeveralWereFetched() throws Exception {
    PatchHistory history = new PatchHistory(folder.resolve("results"));
    history.commit("refs/heads/main", "A.java", random(900_000));
    history.commit("refs/winnow/t/v1-1", "B.java", "two\n");
    Daemon daemon = serve(history, new AtomicInteger());
    try {
      start("git");
      String url = "git://127.0.0.1:" + daemon.getAddress().getPort() + "/results";

      // The same repository by four addresses is four to the cache.
      for (String suffix : new String[] {"", "/", "//", "///"}) {
        text(patches.read(history.address(url + suffix)));
      }

      try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
        assertThat(kept).hasSizeBetween(1, 2);
      }
    } finally {
      daemon.stopAndWait();
    }
  }

  @Test
  void shouldRefuseAnAddressWhenItsCommitIsNoCommitId() {
    assertThatThrownBy(() -> new PatchAddress("/r", "refs/winnow/t/a", id('b'), "HEAD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HEAD");
  }

  private void start(String... protocols) {
    patches = new Patches(config(protocols));
  }

  private PatchConfig config(String... protocols) {
    return new PatchConfig(true, Set.of(protocols), folder.resolve("cache"), 2 << 20);
  }

  private String reason(String url) throws InterruptedException {
    PatchAnswer answer = patches.read(new PatchAddress(url, "refs/winnow/t/a", id('b'), id('c')));
    return ((PatchAnswer.Unreachable) answer).reason();
  }

  private static Daemon serve(PatchHistory history, AtomicInteger connections) throws IOException {
    Daemon daemon = new Daemon(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    daemon.getService("git-upload-pack").setEnabled(true);
    daemon.setRepositoryResolver(
        (client, name) -> {
          connections.incrementAndGet();
          return open(history);
        });
    daemon.start();
    return daemon;
  }

  private static Repository open(PatchHistory history) {
    try {
      return new FileRepository(history.url());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(PatchAnswer answer) {
    assertThat(answer).isInstanceOf(PatchAnswer.Diff.class);
    return new String(((PatchAnswer.Diff) answer).text(), UTF_8);
  }

  private static String id(char digit) {
    return Character.toString(digit).repeat(40);
  }

  /** Text that does not get smaller by compression. */
  private static String random(int length) {
    return new java.util.Random(1)
        .ints(length, ' ', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
