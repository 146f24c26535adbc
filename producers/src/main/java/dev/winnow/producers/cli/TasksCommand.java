package dev.winnow.producers.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.text.Plain;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code winnow tasks}. */
@Command(name = "tasks", description = "List the tasks.")
final class TasksCommand extends WinnowCommand {

  private static final int LONGEST_ID = 40;
  private static final int SECONDS_OF_TIME = 19;

  @Override
  int run() {
    JsonNode tasks = server().tasks();
    if (isJson()) {
      printJson(tasks);
      return DONE;
    }
    if (tasks.path("tasks").isEmpty()) {
      out().println("There are no tasks.");
      return DONE;
    }
    TextTable table = new TextTable(List.of(false, false, true, true, true, false));
    table.add(List.of("task", "status", "attempts", "measured", "spent", "started"));
    for (JsonNode contest : tasks.path("tasks")) {
      int done = contest.path("attemptsIssued").asInt() - contest.path("attemptsOpen").asInt();
      String started = contest.path("startedAt").asText();
      table.add(
          List.of(
              Plain.shorten(Plain.text(contest.path("taskId").asText()), LONGEST_ID),
              Plain.words(contest.path("status").asText()),
              done + "/" + contest.path("attemptsPlanned").asInt(),
              contest.path("measured").asText(),
              Plain.money(contest.path("spend").path("money").decimalValue()),
              started.length() > SECONDS_OF_TIME
                  ? started.substring(0, SECONDS_OF_TIME) + "Z"
                  : started));
    }
    print(table.lines());
    return DONE;
  }
}
