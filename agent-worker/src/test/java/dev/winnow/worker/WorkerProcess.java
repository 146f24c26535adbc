package dev.winnow.worker;

import dev.winnow.schemas.AttemptOrder;
import dev.winnow.schemas.AttemptResult;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.registry.InMemoryRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A worker in a process of its own, to be killed: arguments are the brokers and the folder. */
public final class WorkerProcess {
  private WorkerProcess() {}

  public static void main(String[] arguments) {
    Worker worker =
        new Worker(
            // What its agents start has to be there after a kill, and what they watch to be seen.
            WorkerConfig.of(
                Map.of(
                    "worker.isolation",
                    "process",
                    "bootstrap.servers",
                    arguments[0],
                    "worker.folder",
                    arguments[1],
                    "worker.attempt.slots",
                    "1",
                    "worker.evaluation.slots",
                    "0",
                    "worker.check.slots",
                    "0",
                    "worker.delivery.limit",
                    "8",
                    "worker.lock.ms",
                    "2000")),
            System.getenv(),
            topics(),
            Clock.systemUTC());
    worker.start();
    worker.awaitEnd();
  }

  /** Starts one. */
  static Process start(String bootstrapServers, Path folder, Path programs, Path log)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                bootstrapServers,
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
    return builder.start();
  }

  /** Topics whose schemas have the same ids in every process. */
  static Topics topics() {
    InMemoryRegistry registry = new InMemoryRegistry();
    for (Schema schema :
        List.of(
            AttemptOrder.getClassSchema(),
            AttemptResult.getClassSchema(),
            Verdict.getClassSchema(),
            DeadLetter.getClassSchema())) {
      int ignored = registry.register(schema.getFullName(), schema);
    }
    return new Topics(registry);
  }
}
