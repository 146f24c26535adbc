package dev.winnow.local.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.local.LocalException;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.mutation.Mutants;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow mutate}: the agent of the tasks that {@code winnow audit} makes. */
@Command(
    name = "mutate",
    hidden = true,
    description = "Change one place of the Java in a checkout; run by a worker.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is changed, or there are fewer places", "1:it cannot be changed"})
public final class MutateCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--number", required = true, description = "Which mutant, from 1.")
  private int number;

  @Option(names = "--seed", required = true, description = "Of the order of the mutants.")
  private long seed;

  @Option(names = "--paths", description = "Globs of files that may be changed.")
  private List<String> paths = List.of();

  @Option(names = "--protected", description = "Globs of files that may not.")
  private List<String> protectedPaths = List.of();

  @Option(names = "--checkout", description = "Its top folder.")
  private Path checkout = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Path top = checkout.toAbsolutePath();
      Mutants mutants = new Mutants(top, Mutants.files(top, paths, protectedPaths));
      Optional<Mutants.Mutant> drawn = mutants.draw(number, seed);
      if (drawn.isEmpty()) {
        out.println("there are " + mutants.total() + " mutants");
        return 0;
      }
      Mutants.Mutant mutant = drawn.get();
      Files.writeString(top.resolve(mutant.file()), mutant.text());
      out.println(
          JSON.createObjectNode()
              .put("operator", mutant.mutation().operator().text())
              .put("file", mutant.file())
              .put("line", mutant.line())
              .put("of", mutants.total())
              .put("unreadable", mutants.unreadable()));
      return 0;
    } catch (GitException e) {
      throw new LocalException(
          "no list of files: " + e.getMessage(), "run it at the top of a checkout");
    } catch (IOException e) {
      throw new LocalException(
          "a file cannot be read or written: " + e.getMessage(), "run it again");
    } finally {
      out.flush();
    }
  }
}
