package dev.winnow.benchmarks.sandboxes;

import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.sandbox.FileSharing;
import dev.winnow.worker.sandbox.Folders;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how long a sandbox takes to be ready and what disk it takes. The peer, {@code git
 * worktree add}, takes its turn in between, in the same run and on the same file system.
 */
@Command(
    name = "sandboxes",
    mixinStandardHelpOptions = true,
    description = "Time and disk of a sandbox, beside git worktree add.")
public final class SandboxMain implements Callable<Integer> {
  @Option(names = "--files", description = "Files of the repository (default: ${DEFAULT-VALUE}).")
  private int files = 10_000;

  @Option(names = "--rounds", description = "Sandboxes of each kind (default: ${DEFAULT-VALUE}).")
  private int rounds = 15;

  @Option(
      names = "--sharing",
      description = "How sandboxes come to their files: ${COMPLETION-CANDIDATES}.")
  private FileSharing sharing = FileSharing.AUTO;

  @Option(names = "--folder", description = "Where to work (default: a temporary folder).")
  private Path folder;

  /** Seconds, or KiB, of each round. */
  private final List<Double> worktree = new ArrayList<>();

  private final List<Double> worktreeDisk = new ArrayList<>();
  private final List<Double> ready = new ArrayList<>();
  private final List<Double> readyDisk = new ArrayList<>();
  private final List<Double> tree = new ArrayList<>();
  private final List<Double> patchDisk = new ArrayList<>();
  private final List<Double> removal = new ArrayList<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SandboxMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path work =
        folder == null
            ? Files.createTempDirectory("winnow-sandboxes")
            : Files.createTempDirectory(Files.createDirectories(folder), "run");
    try {
      run(work);
    } finally {
      Folders.remove(work);
    }
    return 0;
  }

  private void run(Path work) throws IOException {
    ManyFiles repository = ManyFiles.make(Files.createDirectory(work.resolve("repository")), files);
    Path worker = Files.createDirectory(work.resolve("worker"));
    Sandboxes sandboxes = new Sandboxes(worker, sharing);
    Mirrors mirrors = new Mirrors(worker.resolve("mirrors"));
    double first = sandbox(repository, sandboxes, mirrors, worker);
    forget();
    sandbox(repository, sandboxes, mirrors, worker);
    forget();
    for (int i = 0; i < rounds; i++) {
      peer(repository, work.resolve("worktree"));
      sandbox(repository, sandboxes, mirrors, worker);
    }
    double time = median(worktree) / median(ready);
    System.out.printf("%d files, %d rounds of each, in turn; medians%n", files, rounds);
    System.out.printf(
        "git worktree add   %8.1f ms  %8.0f KiB%n", 1e3 * median(worktree), median(worktreeDisk));
    System.out.printf(
        "sandbox ready      %8.1f ms  %8.0f KiB   %.1f times as fast, %.2f %% of the disk%n",
        1e3 * median(ready),
        median(readyDisk),
        time,
        100 * median(readyDisk) / median(worktreeDisk));
    System.out.printf(
        "its tree, with one file changed  %.1f ms  %8.0f KiB in all, %.2f %% of the disk%n",
        1e3 * median(tree), median(patchDisk), 100 * median(patchDisk) / median(worktreeDisk));
    System.out.printf("its removal        %8.1f ms%n", 1e3 * median(removal));
    System.out.printf(
        "the first of a base, with mirror and checkout  %.0f ms; what all share %d KiB%n",
        1e3 * first, shared(worker));
  }

  private static long shared(Path worker) throws IOException {
    Path bases = worker.resolve("bases");
    return Files.exists(bases) ? ManyFiles.kibibytes(bases) : 0;
  }

  private void peer(ManyFiles repository, Path target) throws IOException {
    Path administration = repository.folder().resolve(".git");
    long before = ManyFiles.kibibytes(administration);
    long start = System.nanoTime();
    repository.addWorktree(target);
    worktree.add(seconds(start));
    worktreeDisk.add(
        (double) ManyFiles.kibibytes(target) + ManyFiles.kibibytes(administration) - before);
    repository.removeWorktree(target);
  }

  /** The way of an attempt: from nothing to a checkout that an agent can start in. */
  private double sandbox(ManyFiles repository, Sandboxes sandboxes, Mirrors mirrors, Path worker)
      throws IOException {
    long start = System.nanoTime();
    Sandbox sandbox = sandboxes.create("benchmark");
    Path mirror = mirrors.pin(repository.folder().toString(), repository.commit());
    Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
    sandbox.checkOut(workspace, mirror, repository.commit());
    double took = seconds(start);
    ready.add(took);
    readyDisk.add(disk(worker));
    Files.writeString(
        sandbox.checkout().resolve(repository.someFile()), "changed\n", StandardOpenOption.APPEND);
    start = System.nanoTime();
    String made = workspace.treeOf(sandbox.checkout());
    tree.add(seconds(start));
    if (workspace.changes(repository.commit(), made).size() != 1) {
      throw new IllegalStateException("one file was changed, and another number was found");
    }
    String ignored = workspace.commit(made, List.of(repository.commit()), false, "patch");
    patchDisk.add(disk(worker));
    start = System.nanoTime();
    sandbox.close();
    removal.add(seconds(start));
    return took;
  }

  /** What one sandbox takes: there is no other. */
  private static double disk(Path worker) throws IOException {
    return ManyFiles.kibibytes(worker.resolve("sandboxes"), worker.resolve("workspaces"));
  }

  private void forget() {
    List.of(ready, readyDisk, tree, patchDisk, removal).forEach(List::clear);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
