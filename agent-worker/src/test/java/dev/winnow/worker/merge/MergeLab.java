package dev.winnow.worker.merge;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.Combination;
import dev.winnow.schemas.Landing;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Repository;
import dev.winnow.worker.TestOrders;
import dev.winnow.worker.TestRepository;
import dev.winnow.worker.attempt.PatchGate;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.order.Grading;
import dev.winnow.worker.order.OrderRunner;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.process.Cancellation;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A repository with a branch, patches of it, and a worker that merges them. */
final class MergeLab implements AutoCloseable {
  static final String TEXT = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n";

  final TestRepository source;
  final Path origin;
  final Repository repository;
  final Sandboxes sandboxes;
  final Mirrors mirrors;
  final MergeTrees trees;
  final MergeRunner runner;
  private final Path folder;

  /** Makes a bare repository whose branch main has a text, a binary file and a protected file. */
  MergeLab(Path folder) throws IOException {
    this.folder = folder;
    source = new TestRepository(folder.resolve("source"));
    source.write("text.txt", TEXT);
    source.write("other.txt", TEXT);
    source.write("image.bin", "\0\1\2");
    source.write("harness/check.sh", "exit 0\n");
    String base = source.commit("base");
    origin = folder.resolve("origin.git");
    TestRepository.git(folder, "init", "-q", "--bare", "-b", "main", origin.toString());
    source.git("push", "-q", origin.toString(), "main");
    repository = new Repository(origin.toString(), base, folder.resolve("results.git").toString());
    Path worker = folder.resolve("worker");
    sandboxes = new Sandboxes(worker, FileSharing.COPY);
    mirrors = new Mirrors(worker.resolve("mirrors"));
    trees = new MergeTrees(sandboxes, Duration.ofMinutes(5));
    runner =
        new MergeRunner(
            new NoAgents(),
            sandboxes,
            mirrors,
            trees,
            new PatchGate(1 << 20, new Secrets(Map.of("TOKEN", "s3cret-t0ken"))),
            "w1",
            Clock.systemUTC());
  }

  String base() {
    return repository.getBase();
  }

  /** Commits an edit of the base. */
  String patch(Edit edit) throws IOException {
    source.git("checkout", "-q", "--force", "--detach", base());
    edit.in(source);
    return source.commit("patch\n\n> quoted\nnoted");
  }

  /** Commits a text.txt or another file in place of the base's. */
  String patch(String path, String content) throws IOException {
    return patch(in -> in.write(path, content));
  }

  AttemptResult combine(String onto, String commit) {
    return run(combination(onto, commit));
  }

  AttemptResult run(AttemptOrder order) {
    return runner.run(order, 1, new Cancellation()).orElseThrow();
  }

  AttemptOrder combination(String onto, String commit) {
    MergeCandidate candidate =
        MergeCandidate.newBuilder()
            .setName("lru")
            .setCommit(commit)
            .setRepository(source.url())
            .setTaskId("cache-a")
            .setAttemptId("lru-1")
            .build();
    return order().setMerge(new Combination(onto, candidate)).build();
  }

  AttemptResult land(String expected, String commit) {
    return run(order().setMerge(new Landing("main", expected, commit)).build());
  }

  AttemptOrder.Builder order() {
    return TestOrders.attempt(repository, "exit 1");
  }

  String origin(String... arguments) throws IOException {
    return TestRepository.git(origin, arguments);
  }

  String results(String... arguments) throws IOException {
    return TestRepository.git(folder.resolve("results.git"), arguments);
  }

  /** Makes a hook of the repository that the branch is in. */
  void hook(String name, String script) throws IOException {
    Path hook = Files.createDirectories(origin.resolve("hooks")).resolve(name);
    Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
    hook.toFile().setExecutable(true);
  }

  @Override
  public void close() {
    trees.close();
  }

  /** Edits a checkout. */
  @FunctionalInterface
  interface Edit {
    void in(TestRepository repository) throws IOException;
  }

  /** No order of a merge tournament may come to an agent. */
  private static final class NoAgents implements OrderRunner<AttemptOrder, AttemptResult> {
    @Override
    public String resultKey(AttemptOrder order) {
      return order.getTaskId();
    }

    @Override
    public Optional<Grading> grading(AttemptOrder order) {
      return Optional.of(new Grading(order.getTaskId(), 1, order.getIssuedAt()));
    }

    @Override
    public Optional<AttemptResult> run(AttemptOrder order, int delivery, Cancellation stop) {
      throw new AssertionError("an agent was started");
    }

    @Override
    public AttemptResult notRun(AttemptOrder order, int delivery, String reason) {
      throw new AssertionError("an agent was asked");
    }
  }
}
