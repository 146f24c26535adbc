package dev.winnow.producers.cli;

import dev.winnow.producers.audit.OwnProgram;
import dev.winnow.producers.lint.BaseProbe;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** One run of the command line, in this JVM. */
record Cli(int exitCode, String out, String err) {

  @Command(name = "winnow")
  static final class Root {}

  static Cli run(String... arguments) {
    return run(task -> new BaseProbe.Probed(List.of(), List.of(), Set.of("speed")), arguments);
  }

  static Cli run(BaseProbe probe, String... arguments) {
    CommandLine root = new CommandLine(new Root());
    Commands.all(probe, new OwnProgram(List.of("winnow"), List.of())).forEach(root::addSubcommand);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    root.setOut(new PrintWriter(out));
    root.setErr(new PrintWriter(err));
    int exitCode = root.execute(arguments);
    return new Cli(exitCode, out.toString(), err.toString());
  }
}
