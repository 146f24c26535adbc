package dev.winnow.producers.cli;

import dev.winnow.producers.template.Template;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow new PATTERN [FILE]}. */
@Command(name = "new", description = "Write a commented task spec to begin with.")
final class NewCommand extends WinnowCommand {

  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  @Parameters(
      index = "0",
      paramLabel = "PATTERN",
      description = "What to do: ${COMPLETION-CANDIDATES}.")
  private Template template;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to write it. Default: PATTERN.yaml in the current folder.")
  private Path file;

  @Option(names = "--id", paramLabel = "ID", description = "Id of the task. Default: PATTERN.")
  private String id;

  @Option(
      names = "--repository",
      paramLabel = "URL",
      defaultValue = ".",
      description =
          "URL of the code, or a path from the spec's folder. Default: the spec's folder itself.")
  private String repository;

  @Override
  int run() {
    Path target = file == null ? Path.of(template + ".yaml") : file;
    String name = id == null ? template.toString() : id;
    if (!ID.matcher(name).matches()) {
      return refuse(
          List.of(
              new Problem(
                  "--id",
                  "is no name of a task",
                  "give lower-case letters, digits and dashes, 1 to 63 characters, the first and the"
                      + " last no dash")));
    }
    try {
      Files.writeString(target, template.spec(name, repository), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      return fail(
          target + " is there already", "give another file, or remove it; nothing was written");
    } catch (NoSuchFileException missing) {
      return fail("the folder of " + target + " does not exist", "make it, or give another file");
    } catch (IOException bad) {
      return fail(
          target + " cannot be written: " + bad.getMessage(), "give a file that you may write");
    }
    if (isJson()) {
      printJson(JSON.createObjectNode().put("file", target.toString()).put("taskId", name));
      return DONE;
    }
    out().println("Wrote " + target + ". Change what is marked with CHANGE, then:");
    out().println("Check it:   winnow lint " + target);
    out().println("Start it:   winnow submit " + target);
    return DONE;
  }
}
