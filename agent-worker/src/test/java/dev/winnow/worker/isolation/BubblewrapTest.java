package dev.winnow.worker.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.process.Command;
import dev.winnow.worker.process.Commands;
import dev.winnow.worker.process.Completion;
import dev.winnow.worker.process.Confinement;
import dev.winnow.worker.process.Isolation;
import dev.winnow.worker.process.Limits;
import dev.winnow.worker.process.Network;
import dev.winnow.worker.process.OutputSink;
import dev.winnow.worker.process.SandboxProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BubblewrapTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private Path sandbox;
  private Path checkout;
  private Commands commands;

  @BeforeEach
  void startBubblewrap() throws IOException {
    assumeTrue(TestIsolation.works(Profile.BUBBLEWRAP), TestIsolation.WHY_NOT);
    sandbox = Files.createDirectories(folder.toRealPath().resolve("sandboxes/one"));
    checkout = Files.createDirectory(sandbox.resolve("checkout"));
    Isolation isolation = TestIsolation.of(Profile.BUBBLEWRAP, folder);
    commands = new Commands(isolation);
  }

  @Test
  void shouldShowItsSandboxAndTheSystemAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("secret"), "s3cret");
    Files.writeString(checkout.resolve("mine"), "mine");

    assertThat(run("cat mine && cat /etc/passwd && ls / /home /root " + folder + " 2>&1; pwd"))
        .contains("mine")
        .contains("agent:x:1000")
        .contains(checkout.toString())
        .doesNotContain("secret")
        .contains("'/root': No such file");
  }

  @Test
  void shouldWriteIntoItsSandboxOnly() {
    assertThat(run("echo x > here; for f in / /usr /etc /dev; do touch $f/x && echo $f; done; ls"))
        .contains("here")
        .contains("Read-only file system")
        .doesNotContain("\n/usr\n");
    assertThat(checkout.resolve("here")).exists();
  }

  /** Found by a cheat: root owns these files, whatever it lacks in capabilities. */
  @Test
  void shouldChangeNoSettingOfTheKernel() throws IOException {
    Path setting = Path.of("/proc/sys/kernel/core_pattern");
    String before = Files.readString(setting);

    String told = run("cat " + setting + "; echo '|/bin/false' >" + setting);

    assertThat(Files.readString(setting)).isEqualTo(before);
    assertThat(told).contains(before.strip()).contains("Read-only file system");
  }

  /** A loader that runs outside would take libraries of the checkout for its own. */
  @Test
  void shouldGiveTheEnvironmentToTheCommandOnly() throws IOException {
    Command command =
        new Command(
            List.of("sh", "-c", "echo $LD_PRELOAD $GREETING"),
            checkout,
            Map.of("PATH", "/usr/bin:/bin", "LD_PRELOAD", "./evil.so", "GREETING", "a\nb"),
            sandbox,
            LONG,
            8192,
            new Confinement(
                List.of(checkout), List.of(), List.of(), List.of(), Network.NONE, Limits.NONE));

    try (var confined = TestIsolation.of(Profile.BUBBLEWRAP, folder).confine(command)) {
      assertThat(confined.environment()).containsOnlyKeys("PATH", "WINNOW_SANDBOX");
      assertThat(confined.arguments()).noneMatch(argument -> argument.contains("evil.so"));
    }
    assertThat(commands.run(command, new Cancellation(), OutputSink.IGNORED).logTail())
        .contains("./evil.so a b");
  }

  @Test
  void shouldLetNoProcessLookIntoAnother() {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "the call's number is amd64's");

    // ptrace(PTRACE_TRACEME), pidfd_getfd
    assertThat(run("perl -e 'print syscall($_, 0, 0, 0, 0), \" \", $! + 0, \"\\n\" for 101, 438'"))
        .isEqualTo("-1 1\n-1 1\n");
  }

  @Test
  void shouldHideTheWorkersFolderWhereverItIs() throws IOException {
    Path tools = Files.createDirectories(folder.toRealPath().resolve("tools"));
    Path worker = Files.createDirectories(tools.resolve("worker"));
    Files.writeString(worker.resolve("answer"), "42");
    Files.writeString(tools.resolve("tool"), "tool");
    Command command =
        new Command(
            List.of("sh", "-c", "cat " + tools + "/tool; ls " + worker),
            checkout,
            Map.of("PATH", "/usr/bin:/bin"),
            sandbox,
            LONG,
            8192,
            new Confinement(
                List.of(checkout),
                List.of(tools),
                List.of(worker),
                List.of(),
                Network.NONE,
                Limits.NONE));

    assertThat(commands.run(command, new Cancellation(), OutputSink.IGNORED).logTail())
        .isEqualTo("tool");
  }

  @Test
  void shouldSeeNoProcessButItsOwn() {
    assertThat(run("ls -d /proc/[0-9]* | wc -l; id -u"))
        .satisfies(
            text -> {
              assertThat(Integer.parseInt(text.split("\\s+")[0])).isBetween(1, 6);
              assertThat(text).endsWith("1000\n");
            });
  }

  @Test
  void shouldReachNoPortOfTheHostWhenItHasNoNetwork() throws IOException {
    HttpServer server = server();
    try {
      String get = get(server.getAddress().getPort(), "127.0.0.1");

      assertThat(run(get)).contains("cannot connect");
      assertThat(run(get, Network.ALL)).contains("200");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldReachTheHostsThatAreAllowedByTheProxyOnly() throws IOException {
    HttpServer server = server();
    int port = server.getAddress().getPort();
    try {
      Network network = new Network(List.of("127.0.0.1:" + port));
      String client =
          "cat > G.java <<'E'\n"
              + "import java.net.*;\n"
              + "public class G { public static void main(String[] a) throws Exception {\n"
              + "  String[] p = System.getenv(\"HTTP_PROXY\").substring(7).split(\":\");\n"
              + "  Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress(p[0], Integer.parseInt(p[1])));\n"
              + "  for (String url : a) { try {\n"
              + "    HttpURLConnection c = (HttpURLConnection) new URL(url).openConnection(proxy);\n"
              + "    System.out.println(url + \" \" + c.getResponseCode());\n"
              + "  } catch (Exception e) { System.out.println(url + \" \" + e); } } } }\n"
              + "E\n"
              + "java G.java http://127.0.0.1:"
              + port
              + "/x http://example.org/ http://127.0.0.1:1/";

      assertThat(run(client, network))
          .contains("http://127.0.0.1:" + port + "/x 200")
          .contains("http://example.org/ 403")
          .contains("http://127.0.0.1:1/ 403");
      assertThat(run("echo > /dev/tcp/127.0.0.1/" + port, network)).doesNotContain("200");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldLeaveNothingRunningWhenItEnds() {
    Completion completion =
        complete("setsid sleep 4321 & (trap '' TERM; setsid sleep 4322) & echo up", Limits.NONE);

    assertThat(completion).isInstanceOf(Completion.Exited.class);
    assertThat(completion.duration()).isLessThan(Duration.ofSeconds(30));
    assertThat(new SandboxProcesses(sandbox).find()).isEmpty();
    assertThat(ProcessHandle.allProcesses().map(p -> p.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains("sleep 4321") || line.contains("sleep 4322"));
  }

  @Test
  void shouldTellTheExitStatusAndSignalOfTheCommand() {
    assertThat(complete("exit 7", Limits.NONE))
        .isInstanceOfSatisfying(
            Completion.Exited.class, exited -> assertThat(exited.status()).isEqualTo(7));
  }

  @Test
  void shouldBlameItselfWhenTheSandboxCannotBeMade() throws IOException {
    Path gone = sandbox.resolve("gone");
    Completion completion =
        commands.run(
            command(List.of("sh", "-c", "exit 1"), Network.NONE, Limits.NONE, List.of(gone)),
            new Cancellation(),
            OutputSink.IGNORED);

    assertThat(completion)
        .isInstanceOfSatisfying(
            Completion.NotStarted.class,
            notStarted -> assertThat(notStarted.reason()).contains(gone.toString()));
  }

  @Test
  void shouldSayWhatToMendWhenTheProgramIsOutside() throws IOException {
    Path program = folder.resolve("agent");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    Completion completion =
        commands.run(
            command(List.of(program.toString()), Network.NONE, Limits.NONE, List.of()),
            new Cancellation(),
            OutputSink.IGNORED);

    assertThat(completion)
        .isInstanceOfSatisfying(
            Completion.NotStarted.class,
            notStarted -> assertThat(notStarted.reason()).contains("worker.isolation.tools"));
  }

  @Test
  void shouldStopItWhenItUsesTooMuch() {
    assertOver("x=$(head -c 300000000 /dev/zero | tr '\\0' x); sleep 60", "memory");
    assertOver("while :; do sleep 60 & done", "processes");
    assertOver("for i in 1 2 3 4 5 6 7 8; do head -c 8M /dev/zero > f$i; done; sleep 60", "disk");
    assertOver("yes", "printed");
    assertOver("while :; do :; done", "processor time", limits(Duration.ofSeconds(2)));
  }

  @Test
  void shouldHave256MiBOfTmpAnd64MiBOfSharedMemoryAndNoMore() {
    assertThat(run("df --block-size=1M --output=size /tmp /dev/shm | tail -n 2 | tr -d ' '"))
        .isEqualTo("256\n64\n");
    assertThat(
            run(
                "cd /dev/shm; head -c 64M /dev/zero >a && echo at; head -c 1 /dev/zero >b || echo no"))
        .contains("at\n", "no\n");
  }

  @Test
  void shouldWriteNoFileBeyondItsLimit() {
    assertThat(complete("head -c 40M /dev/zero > large; ls -l large", limits(LONG)))
        .satisfies(completion -> assertThat(completion.logTail()).contains(" 16777216 "));
  }

  private void assertOver(String script, String what) {
    assertOver(script, what, limits(LONG));
  }

  private void assertOver(String script, String what, Limits limits) {
    Completion completion = complete(script, limits);

    assertThat(completion)
        .as(script)
        .isInstanceOfSatisfying(
            Completion.OverLimit.class, over -> assertThat(over.what()).contains(what));
    assertThat(new SandboxProcesses(sandbox).find()).isEmpty();
  }

  /** Processor time apart, which the others take too, more of it on a busy machine. */
  private static Limits limits(Duration cpu) {
    return new Limits(200L << 20, 50, 16L << 20, 40L << 20, cpu, 4L << 20);
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** By bash's own sockets, which need no program. */
  private static String get(int port, String host) {
    return "bash -c 'exec 3<>/dev/tcp/"
        + host
        + "/"
        + port
        + " && printf \"GET / HTTP/1.0\\r\\n\\r\\n\" >&3 && head -1 <&3' || echo cannot connect";
  }

  private String run(String script) {
    return run(script, Network.NONE);
  }

  private String run(String script, Network network) {
    return commands
        .run(
            command(List.of("sh", "-c", script), network, Limits.NONE, List.of()),
            new Cancellation(),
            OutputSink.IGNORED)
        .logTail();
  }

  private Completion complete(String script, Limits limits) {
    return commands.run(
        command(List.of("sh", "-c", script), Network.NONE, limits, List.of()),
        new Cancellation(),
        OutputSink.IGNORED);
  }

  private Command command(
      List<String> arguments, Network network, Limits limits, List<Path> readable) {
    return new Command(
        new ArrayList<>(arguments),
        checkout,
        Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8"),
        sandbox,
        LONG,
        8192,
        new Confinement(List.of(checkout), readable, List.of(), List.of(sandbox), network, limits));
  }
}
