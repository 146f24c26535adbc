package dev.winnow.streams.query;

import dev.winnow.schemas.Attempt;
import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.Task;
import dev.winnow.streams.access.ProblemKind;
import dev.winnow.streams.access.Scope;
import dev.winnow.streams.patch.PatchAddress;
import dev.winnow.streams.patch.PatchAnswer;
import dev.winnow.streams.patch.Patches;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;

/**
 * The patch of an attempt as a unified diff. Commits are those of the attempt's record and nothing
 * of the request, so that nobody reads anything else by it.
 */
final class PatchResource implements Resource {
  /** Says that a diff was cut. */
  private static final String CUT = "Winnow-Truncated";

  /** How long another instance may take, which reads a patch within 20 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Router<ContestViews> router;
  private final Patches patches;

  PatchResource(Router<ContestViews> router, Patches patches) {
    this.router = router;
    this.patches = patches;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/v1/tasks/{id}/attempts/{attempt}/patch",
        router.one(TaskResource::taskId, this::patch, PATIENCE),
        Scope.READ);
  }

  private void patch(Context http, ContestViews views) throws InterruptedException {
    PatchAddress address = address(http, views);
    // Commits never change, so neither does what is between them.
    String tag = '"' + address.base() + '-' + address.commit() + '"';
    http.header("ETag", tag)
        .header("Cache-Control", "private, no-cache")
        .header("X-Content-Type-Options", "nosniff");
    if (Answers.isKnown(http, tag)) {
      http.status(304);
      return;
    }
    PatchAnswer answer = patches.read(address);
    if (answer instanceof PatchAnswer.Diff diff) {
      if (diff.isCut()) {
        http.header(CUT, "true");
      }
      http.contentType("text/x-diff; charset=utf-8").result(diff.text());
    } else {
      throw problem(answer, address);
    }
  }

  private PatchAddress address(Context http, ContestViews views) {
    if (!patches.isOn()) {
      throw ApiProblem.notFound("patches are not shown here: http.patches is off");
    }
    String taskId = TaskResource.taskId(http);
    Task task = views.task(taskId).orElseThrow(() -> TaskResource.noTask(taskId));
    Attempt attempt = CandidateResource.attemptOf(http, views);
    String attemptId = attempt.getAttemptId();
    String commit =
        attempt
            .getCommit()
            .orElseThrow(
                () -> ApiProblem.notFound("attempt '" + attemptId + "' has made no patch"));
    String base = attempt.getBase().isEmpty() ? task.getRepository().getBase() : attempt.getBase();
    return new PatchAddress(
        task.getRepository().getResults(), GitNames.patchRef(taskId, attemptId), base, commit);
  }

  private static ApiProblem problem(PatchAnswer answer, PatchAddress address) {
    if (answer instanceof PatchAnswer.Unreachable unreachable) {
      return ApiProblem.of(
          ProblemKind.PATCH_CANNOT_BE_READ,
          "the repository of results: "
              + unreachable.reason()
              + "; in a clone that reaches it, 'git fetch RESULTS "
              + address.reference()
              + "' brings the patch, and 'winnow fetch TASK' that of the winner");
    }
    if (answer instanceof PatchAnswer.TooSlow) {
      return ApiProblem.of(
          ProblemKind.PATCH_TAKES_TOO_LONG, "the repository of results did not give it in time");
    }
    return ApiProblem.unavailable("too many patches are being read; try again");
  }
}
