package dev.winnow.producers.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.client.Server;
import dev.winnow.producers.lint.WinnerLookup;
import dev.winnow.schemas.MergeCandidate;
import dev.winnow.schemas.Sha256;
import dev.winnow.schemas.spec.Problem;
import dev.winnow.schemas.spec.TaskWinners;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the server for verdicts. */
public final class Winners implements WinnerLookup {
  private static final int LONGEST_NAME = 63;
  private static final int DIGITS = 8;

  private final Supplier<Server> server;

  /**
   * @param server is made when there is something to ask
   */
  public Winners(Supplier<Server> server) {
    this.server = server;
  }

  @Override
  public List<MergeCandidate> find(TaskWinners winners, String repository, List<Problem> problems) {
    Server asked = server.get();
    List<MergeCandidate> candidates = new ArrayList<>();
    for (int index = 0; index < winners.tasks().size(); index++) {
      String taskId = winners.tasks().get(index);
      String field = "merge.tasks[" + index + "]";
      Optional<JsonNode> verdict = asked.verdict(taskId);
      Optional<Problem> problem =
          verdict.isEmpty()
              ? Optional.of(undecided(asked, taskId, field))
              : problem(verdict.get(), taskId, repository, field);
      if (problem.isPresent()) {
        problems.add(problem.get());
      } else {
        candidates.addAll(kept(verdict.orElseThrow(), taskId, winners.keep()));
      }
    }
    return candidates;
  }

  private static Problem undecided(Server server, String taskId, String field) {
    return server.task(taskId).isPresent()
        ? new Problem(
            field,
            "is " + taskId + ", which is not decided yet",
            "wait for it with `winnow verdict " + taskId + " --wait`, or take it out")
        : new Problem(
            field,
            "is " + taskId + ", and there is no task of that id",
            "see which there are with `winnow tasks`");
  }

  private static Optional<Problem> problem(
      JsonNode verdict, String taskId, String repository, String field) {
    if (verdict.path("kept").isEmpty()) {
      return Optional.of(
          new Problem(
              field,
              "is " + taskId + ", which has no winner: " + verdict.path("reason").asText(),
              "take it out"));
    }
    String other = verdict.path("repository").path("url").asText();
    return isSame(other, repository)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                field,
                "is " + taskId + ", which is of another repository: " + other,
                "merge tasks of one repository, here " + repository));
  }

  /** A slash at the end, or git's own ending, makes no other repository of it. */
  private static boolean isSame(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String url) {
    return url.replaceAll("/+$", "").replaceAll("\\.git$", "");
  }

  private static List<MergeCandidate> kept(JsonNode verdict, String taskId, int keep) {
    List<MergeCandidate> candidates = new ArrayList<>();
    int count = Math.min(keep, verdict.path("kept").size());
    for (int rank = 1; rank <= count; rank++) {
      JsonNode entry = verdict.path("kept").get(rank - 1);
      candidates.add(
          MergeCandidate.newBuilder()
              .setName(name(count == 1 ? taskId : taskId + "-" + rank))
              .setRepository(verdict.path("repository").path("results").asText())
              .setCommit(entry.path("commit").asText())
              .setTaskId(taskId)
              .setAttemptId(entry.path("attemptId").asText())
              .build());
    }
    return candidates;
  }

  /** A name of at most 63 characters that is another for each text. */
  private static String name(String text) {
    return text.length() <= LONGEST_NAME
        ? text
        : text.substring(0, LONGEST_NAME - DIGITS - 1)
            + "-"
            + Sha256.hex(text).substring(0, DIGITS);
  }
}
