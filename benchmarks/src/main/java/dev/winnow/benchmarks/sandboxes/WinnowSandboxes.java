package dev.winnow.benchmarks.sandboxes;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.Workspace;
import dev.winnow.worker.sandbox.Folders;
import dev.winnow.worker.sandbox.Sandbox;
import dev.winnow.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Sandboxes as attempts get them, from nothing to a checkout that an agent can start in. */
public final class WinnowSandboxes implements Contender {
  @Override
  public Measured run(Options options) throws IOException {
    Path work = Files.createTempDirectory("winnow-sandboxes");
    try {
      ManyFiles repository =
          ManyFiles.make(
              Files.createDirectory(work.resolve("repository")), options.number("files"));
      return new Run(repository, Files.createDirectory(work.resolve("worker"))).all(options);
    } finally {
      Folders.remove(work);
    }
  }

  /** Sandboxes of one worker. */
  private static final class Run {
    private final ManyFiles repository;
    private final Path worker;
    private final Sandboxes sandboxes;
    private final Mirrors mirrors;
    private final Timings ready = new Timings();
    private final Timings tree = new Timings();
    private final Timings removal = new Timings();
    private long disk;
    private long patchDisk;

    Run(ManyFiles repository, Path worker) {
      this.repository = repository;
      this.worker = worker;
      this.sandboxes = new Sandboxes(worker);
      this.mirrors = new Mirrors(worker.resolve("mirrors"));
    }

    Measured all(Options options) throws IOException {
      one();
      double first = ready.medianMillis() / 1_000;
      for (int i = 0; i < options.number("warm-up"); i++) {
        one();
      }
      List.of(ready, tree, removal).forEach(Timings::forget);
      for (int i = 0; i < options.number("sandboxes"); i++) {
        one();
      }
      Path bases = worker.resolve("bases");
      return ready
          .measured()
          .with("ready ms", ready.medianMillis())
          .with("KiB each", disk)
          .with("KiB each, with a patch", patchDisk)
          .with("KiB that all share", Files.exists(bases) ? ManyFiles.kibibytes(bases) : 0)
          .with("first of a base, s", first)
          .with("tree of a patch ms", tree.medianMillis())
          .with("removal ms", removal.medianMillis());
    }

    private void one() throws IOException {
      ready.start();
      Sandbox sandbox = sandboxes.create("benchmark");
      Path mirror = mirrors.pin(repository.folder().toString(), repository.commit());
      Workspace workspace = Workspace.create(sandbox.workspace(), List.of(mirror));
      sandbox.checkOut(workspace, mirror, repository.commit());
      ready.stop();
      disk = disk();
      Files.writeString(
          sandbox.checkout().resolve(repository.someFile()),
          "changed\n",
          StandardOpenOption.APPEND);
      tree.start();
      String made = workspace.treeOf(sandbox.checkout());
      tree.stop();
      if (workspace.changes(repository.commit(), made).size() != 1) {
        throw new IllegalStateException("one file was changed, and another number was found");
      }
      String ignored = workspace.commit(made, List.of(repository.commit()), false, "patch");
      patchDisk = disk();
      removal.start();
      sandbox.close();
      removal.stop();
    }

    /** What one sandbox takes: there is no other. */
    private long disk() throws IOException {
      return ManyFiles.kibibytes(worker.resolve("sandboxes"), worker.resolve("workspaces"));
    }
  }
}
