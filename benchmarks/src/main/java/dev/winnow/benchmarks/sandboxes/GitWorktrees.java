package dev.winnow.benchmarks.sandboxes;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.worker.sandbox.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code git worktree add}, and {@code remove}. */
public final class GitWorktrees implements Contender {
  @Override
  public Measured run(Options options) throws IOException {
    Path work = Files.createTempDirectory("winnow-worktrees");
    try {
      ManyFiles repository =
          ManyFiles.make(
              Files.createDirectory(work.resolve("repository")), options.number("files"));
      Path administration = repository.folder().resolve(".git");
      Path target = work.resolve("worktree");
      repository.addWorktree(target);
      repository.removeWorktree(target);
      Timings ready = new Timings();
      Timings removal = new Timings();
      long disk = 0;
      for (int i = 0; i < options.number("worktrees"); i++) {
        long before = ManyFiles.kibibytes(administration);
        ready.start();
        repository.addWorktree(target);
        ready.stop();
        disk = ManyFiles.kibibytes(target, administration) - before;
        removal.start();
        repository.removeWorktree(target);
        removal.stop();
      }
      return ready
          .measured()
          .with("ready ms", ready.medianMillis())
          .with("KiB each", disk)
          .with("removal ms", removal.medianMillis());
    } finally {
      Folders.remove(work);
    }
  }
}
