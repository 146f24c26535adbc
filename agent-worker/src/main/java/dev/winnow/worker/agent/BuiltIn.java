package dev.winnow.worker.agent;

import dev.winnow.schemas.spec.AgentAdapter;
import dev.winnow.worker.agent.builtin.BuiltInMain;
import dev.winnow.worker.agent.builtin.Request;
import dev.winnow.worker.order.UnknownPlaceholderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An agent of the worker's own. It runs in a process of its own all the same: what it reads is a
 * repository of which nothing is known, so it has the sandbox, the timeout and the end of any other
 * agent, and cannot take the worker's memory.
 */
final class BuiltIn implements Adapter {
  private static final String REQUEST = "winnow-agent.json";

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private final AgentAdapter kind;

  BuiltIn(AgentAdapter kind) {
    this.kind = kind;
  }

  @Override
  public List<Path> needed() {
    return Stream.of(CLASS_PATH.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .filter(Files::exists)
        .toList();
  }

  @Override
  public Launch launch(AgentRun run) throws UnknownPlaceholderException, IOException {
    Path file = run.home().resolve(REQUEST);
    new Request(
            run.order().getAgent().getFiles(),
            run.placeholders().expand(run.order().getAgent().getSet()),
            run.order().getParameters(),
            run.order().getProtectedPaths(),
            run.order().getNumber(),
            run.order().getAgent().getSeed(),
            run.reportFile().toString())
        .write(file);
    return new Launch(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // It lives for a second.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            String.join(File.pathSeparator, needed().stream().map(Path::toString).toList()),
            BuiltInMain.class.getName(),
            kind.text(),
            file.toString()),
        run.environment(),
        new FreeMeter());
  }
}
