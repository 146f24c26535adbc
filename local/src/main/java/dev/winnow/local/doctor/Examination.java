package dev.winnow.local.doctor;

import dev.winnow.schemas.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All checks beside each other, and an end to waiting for them. */
final class Examination {

  private Examination() {}

  /**
   * Looks at everything.
   *
   * @param checks what to look at
   * @param patience after which whoever says nothing is a fault; for all of them together
   * @return what was found, in the order of the checks
   */
  static List<Finding> of(List<Check> checks, Duration patience) {
    // One that hangs must not keep the command from ending.
    ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("winnow-doctor"));
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      List<Future<List<Finding>>> looking =
          checks.stream().map(check -> threads.submit(check.look())).toList();
      List<Finding> findings = new ArrayList<>();
      for (int index = 0; index < checks.size(); index++) {
        findings.addAll(found(checks.get(index), looking.get(index), deadline, patience));
      }
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Finding> found(
      Check check, Future<List<Finding>> looking, long deadline, Duration patience) {
    String why;
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return looking.get(left, TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      why = reason(failed.getCause());
    } catch (TimeoutException silent) {
      looking.cancel(true);
      why = "no answer within %d s; --timeout waits longer".formatted(patience.toSeconds());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    }
    return List.of(Finding.fault(check.name(), why, check.mend()));
  }

  /** The first line of what went wrong, of the innermost cause that says something. */
  private static String reason(Throwable failure) {
    String reason = failure.getClass().getSimpleName();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && !message.isBlank()) {
        reason = message.lines().findFirst().orElse(reason);
      }
    }
    return reason;
  }
}
