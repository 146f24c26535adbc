package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Repository;
import dev.winnow.schemas.Topic;
import dev.winnow.schemas.Topics;
import dev.winnow.worker.process.SandboxProcesses;
import dev.winnow.worker.queue.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker process gets SIGKILL at ten points of an attempt; the next one takes over, and is killed
 * at the next point. Where the worker is, is seen from outside: by the git that it calls, which a
 * script in its PATH holds up, by what its agent writes, and by the topic of results.
 */
@EnabledOnOs(OS.LINUX)
class KillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(20);

  /** Holds the git command that the file "hold" names, before or after it has run. */
  private static final String GIT =
      """
      #!/bin/sh
      here=%s
      hold=$(cat "$here/hold" 2>/dev/null)
      held() {
        case " $* " in *" ${hold#after:} "*) ;; *) return 0 ;; esac
        touch "$here/held"
        while [ -e "$here/hold" ] && kill -0 $PPID 2>/dev/null; do sleep 0.05; done
      }
      case $hold in
        "") exec /usr/bin/git "$@" ;;
        after:*) /usr/bin/git "$@"; status=$?; held "$@"; exit $status ;;
        *) held "$@"; exec /usr/bin/git "$@" ;;
      esac
      """;

  /** The agent tells how far it is, and leaves a process that no process group has. */
  private static final String AGENT =
      """
      stop() { touch %1$s/agent-$1; while [ "$(cat %1$s/hold 2>/dev/null)" = agent-$1 ]; do sleep 0.05; done; }
      stop started
      echo "$WINNOW_TASK" > B.txt
      setsid sh -c 'sleep 600' &
      stop half-way
      echo more >> B.txt
      """;

  @TempDir Path folder;
  private TestBroker broker;
  private Topics topics;
  private Path worker;
  private Path programs;
  private Process running;
  private String task;
  private Repository repository;
  private boolean costsMoney;

  @BeforeEach
  void start() throws Exception {
    broker = new TestBroker(folder.resolve("kafka"));
    topics = WorkerProcess.topics();
    for (Topic<?, ?> topic : List.of(topics.attempts(), topics.results(), topics.verdicts())) {
      broker.createTopics(1, topic.name());
    }
    worker = folder.resolve("worker");
    programs = Files.createDirectory(folder.resolve("programs"));
    Path git = Files.writeString(programs.resolve("git"), GIT.formatted(programs));
    assertThat(git.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void stop() throws Exception {
    Files.deleteIfExists(programs.resolve("hold"));
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
    broker.close();
  }

  @Test
  void shouldLeaveNothingAndCountOnceWhenTheWorkerIsKilledAtAnyPoint() throws Exception {
    startWorker();
    // The order is taken, and nothing of its repository is there.
    killWhenGitIsAt("cat-file", "task-1");
    killWhenGitIsAt("--depth=1", "task-2");
    killWhenGitIsAt("reset", "task-3");
    killWhenTheAgentIs("started", "task-4");
    killWhenTheAgentIs("half-way", "task-5");
    killWhenGitIsAt("add", "task-6");
    killWhenGitIsAt("commit-tree", "task-7");
    killWhenGitIsAt("push", "task-8");
    killWhenGitIsAt("after:push", "task-9");
    killWhenTheResultIsThere("task-10");
  }

  /**
   * The order comes again as if for the first time when the broker has been killed as well; who
   * knows of the run then is the folder only.
   */
  @Test
  void shouldTellOfAPaidRunThatTheWorkerWasKilledIn() throws Exception {
    costsMoney = true;
    startWorker();
    hold("agent-started");
    order("task-1");
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .until(() -> Files.exists(programs.resolve("agent-started")));
    kill();
    Files.deleteIfExists(programs.resolve("hold"));
    try (Stream<Path> all = Files.walk(worker.resolve("wills"))) {
      assertThat(all.filter(each -> each.toString().endsWith(".will"))).hasSize(1);
    }

    startWorker();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(results())
                    .anySatisfy(
                        result -> {
                          assertThat(result.getRunId()).isPresent();
                          assertThat(result.getOutcome()).isEqualTo(Outcome.INFRASTRUCTURE_FAILED);
                          assertThat(result.getReason())
                              .startsWith("the worker that ran it has ended");
                        }));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(list(worker.resolve("wills")))
                    .as("its own, locked and empty")
                    .hasSize(2));
  }

  private void killWhenGitIsAt(String command, String name) throws Exception {
    hold(command);
    order(name);
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .until(() -> Files.exists(programs.resolve("held")));
    kill();
    takeOver();
  }

  private void killWhenTheAgentIs(String where, String name) throws Exception {
    hold("agent-" + where);
    order(name);
    Path reached = programs.resolve("agent-" + where);
    await().pollInterval(OFTEN).atMost(PATIENCE).until(() -> Files.exists(reached));
    kill();
    takeOver();
  }

  private void killWhenTheResultIsThere(String name) throws Exception {
    order(name);
    await().pollInterval(OFTEN).atMost(PATIENCE).until(() -> !results().isEmpty());
    kill();
    takeOver();
  }

  private void hold(String what) throws IOException {
    Files.deleteIfExists(programs.resolve("held"));
    for (String where : List.of("started", "half-way")) {
      Files.deleteIfExists(programs.resolve("agent-" + where));
    }
    Files.writeString(programs.resolve("hold"), what);
  }

  private void kill() throws Exception {
    assertThat(running.toHandle().destroyForcibly()).isTrue();
    running.waitFor();
  }

  /** What is true once another worker has started, and has run what the killed one had. */
  private void takeOver() throws Exception {
    List<Path> left = sandboxes();
    Files.deleteIfExists(programs.resolve("hold"));
    startWorker();

    await().atMost(PATIENCE).until(() -> !results().isEmpty());
    AttemptResult result = results().get(0);
    assertThat(result.getOutcome())
        .as(task + ": " + result.getReason())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(
            TestRepository.git(
                Path.of(repository.getResults()), "show", "refs/winnow/" + task + "/lru-1:B.txt"))
        .isEqualTo(task + "\nmore");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(sandboxes()).as(task).isEmpty();
              assertThat(list(worker.resolve("workspaces"))).as(task).isEmpty();
            });
    for (Path sandbox : left) {
      assertThat(new SandboxProcesses(sandbox).find()).as(task).isEmpty();
    }
    assertThat(new SandboxProcesses(worker).find()).as(task).isEmpty();
    assertThat(mounts()).as(task).isEmpty();
    try (Stream<Path> all = Files.walk(worker.resolve("bases"), 2)) {
      assertThat(all.map(Path::toString)).as(task).noneMatch(path -> path.endsWith(".making"));
    }
    // A result that comes twice is of the same order and the same commit: whoever counts orders
    // that are open counts one.
    assertThat(results())
        .as(task)
        .allSatisfy(
            each -> {
              assertThat(each.getOrderId()).isEqualTo(result.getOrderId());
              assertThat(each.getCommit()).isEqualTo(result.getCommit());
            });
    assertThat(results().size()).as(task).isLessThanOrEqualTo(2);
  }

  private void startWorker() throws Exception {
    running =
        WorkerProcess.start(
            broker.bootstrapServers(), worker, programs, folder.resolve("worker.log"));
  }

  private void order(String name) throws Exception {
    task = name;
    // A repository of its own, so that each order fetches and checks out.
    TestRepository source = new TestRepository(folder.resolve(name));
    source.write("A.java", "class A {}\n");
    repository =
        new Repository(
            source.url(), source.commit("base"), folder.resolve(name + ".git").toString());
    AttemptOrder order =
        TestOrders.attempt(repository, AGENT.formatted(programs))
            .setTaskId(task)
            .setOrderId(task + "/lru-1/0")
            .setOnce(costsMoney)
            .build();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = topics.attempts().name();
      byte[] bytes = topics.attempts().value().serializer().serialize(topic, order);
      producer.send(new ProducerRecord<>(topic, task, bytes)).get();
    }
  }

  private List<AttemptResult> results() {
    List<AttemptResult> found = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topics.results().name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                each -> {
                  if (task.equals(each.key())) {
                    found.add(
                        (AttemptResult)
                            topics
                                .results()
                                .value()
                                .deserializer()
                                .deserialize(each.topic(), each.value()));
                  }
                });
      }
    }
    return found;
  }

  private List<Path> sandboxes() throws IOException {
    return list(worker.resolve("sandboxes"));
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  private List<String> mounts() throws IOException {
    try (Stream<String> all = Files.lines(Path.of("/proc/self/mountinfo"))) {
      return all.filter(line -> line.contains(worker.toString())).toList();
    }
  }
}
