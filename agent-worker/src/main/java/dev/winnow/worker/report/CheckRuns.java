package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.PullRequestState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a report as a check run of the pull request's head, or of the commit that was scanned: one
 * run for each pull request and head, found again by its external id and changed in place.
 *
 * <p>GitHub takes 50 annotations a request, adds them to those that are there, and takes none back.
 * So each annotation is sent once, and the run itself keeps which it has (see {@link RunMark}).
 * After a failure nothing is assumed: what GitHub has is read again, and what is missing is sent.
 * An annotation whose finding has gone at the same head stays; the text is right.
 *
 * <p>Used by one thread.
 */
final class CheckRuns implements ReportPoster {
  private static final String NAME = "winnow";
  private static final String SCAN = "winnow scan";

  private static final Logger log = LoggerFactory.getLogger(CheckRuns.class);
  private static final int BATCH = 50;
  private static final int PAGE = 100;
  // A longer wait is for whoever has other reports to post meanwhile.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
  // Nobody else is posted meanwhile, and Kafka has to hear from us. The next try goes on from here.
  private static final Duration LONGEST_POST = Duration.ofMinutes(5);
  private static final int FORBIDDEN = 403;

  private final GitHubLogin login;
  private final Backoff backoff;
  private final Pause pause;
  private final Clock clock;

  /**
   * @param login the way into GitHub
   * @param backoff between failures in a row without anything written
   */
  CheckRuns(GitHubLogin login, Backoff backoff, Pause pause, Clock clock) {
    this.login = login;
    this.backoff = backoff;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public PostOutcome post(PullRequestReport report, Position position)
      throws GitHubUnavailableException, GitHubRefusedException, InterruptedException {
    Posting posting = new Posting(report, position, clock.instant().plus(LONGEST_POST));
    int failures = 0;
    boolean isLoginFresh = false;
    while (true) {
      int written = posting.writes;
      try {
        return posting.run();
      } catch (GitHubUnavailableException e) {
        if (posting.isOver()) {
          throw e;
        }
        if (e.kind() == GitHubUnavailableException.Kind.LOGIN) {
          login.forget(report);
          if (isLoginFresh) {
            throw e;
          }
          isLoginFresh = true;
          continue;
        }
        failures = posting.writes > written ? 1 : failures + 1;
        Duration wait = backoff.wait(failures, e.notBefore(), clock);
        if (failures >= backoff.tries() || wait.compareTo(LONGEST_WAIT) > 0) {
          throw e;
        }
        log.info("Report {} waits {} ms: {}", externalId(report), wait.toMillis(), e.getMessage());
        pause.take(wait);
      }
    }
  }

  /**
   * Name of the check run, and context of the commit status. A branch's required checks go by name
   * and commit, and one commit can be the head of pull requests to several branches: one to another
   * branch must not decide for the default branch, nor must a scan for a pull request.
   */
  static String name(PullRequestReport report) {
    if (report.getNumber() == 0) {
      return SCAN;
    }
    String branch = report.getBaseRef();
    return branch.equals(report.getRepository().getDefaultBranch())
        ? NAME
        : NAME + " (" + branch + ")";
  }

  /** External id of the run of a report. */
  static String externalId(PullRequestReport report) {
    return report.getRepository().getName() + "#" + report.getNumber() + "@" + report.getHead();
  }

  /** One report on its way. It can be run again after a failure. */
  private final class Posting {
    private final PullRequestReport report;
    private final Position position;
    private final Instant end;
    private final RunContent content;
    private int writes;

    Posting(PullRequestReport report, Position position, Instant end) {
      this.report = report;
      this.position = position;
      this.end = end;
      this.content = RunContent.of(report);
    }

    boolean isOver() {
      return !clock.instant().isBefore(end);
    }

    PostOutcome run()
        throws GitHubUnavailableException, GitHubRefusedException, InterruptedException {
      String name = report.getRepository().getName();
      GHRepository repository = GitHubFailures.told(() -> login.gitHub(report).getRepository(name));
      try {
        return GitHubFailures.told(() -> checkRun(repository));
      } catch (GitHubRefusedException e) {
        if (!e.isLackOfRights()) {
          throw e;
        }
        log.info("Report {} becomes a commit status: {}", externalId(report), e.getMessage());
      }
      return GitHubFailures.told(() -> CommitStatuses.post(repository, report, content));
    }

    private PostOutcome checkRun(GHRepository repository) throws IOException {
      Optional<GHCheckRun> found = find(repository);
      if (found.isEmpty() && report.getState() != PullRequestState.OPEN) {
        return PostOutcome.SKIPPED;
      }
      GHCheckRun run = found.orElse(null);
      RunMark mark = run == null ? RunMark.NONE : RunMark.in(text(run));
      if (position.isBefore(mark.position())) {
        return PostOutcome.OUTDATED;
      }
      boolean isShown = run != null && isShown(run, mark);
      while (!isShown || !missing(mark).isEmpty()) {
        if (isOver()) {
          throw GitHubUnavailableException.unanswered(
              "GitHub took longer than " + LONGEST_POST.toMinutes() + " minutes", null);
        }
        List<RunAnnotation> batch = missing(mark).stream().limit(BATCH).toList();
        RunMark next =
            mark.with(content.digest(), position, batch.stream().map(RunAnnotation::id).toList());
        try {
          run = write(repository, run, next, batch);
        } catch (HttpException e) {
          if (run == null || e.getResponseCode() != FORBIDDEN) {
            throw e;
          }
          // Another App's, which only that may change.
          run = null;
          mark = RunMark.NONE;
          isShown = false;
          continue;
        }
        mark = next;
        writes++;
        isShown = true;
      }
      return writes > 0 ? PostOutcome.POSTED : PostOutcome.UNCHANGED;
    }

    /** The newest, which is the one that GitHub counts, should there ever be two. */
    private Optional<GHCheckRun> find(GHRepository repository) throws IOException {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("check_name", name(report));
      // By default GitHub lists only the newest of each name, which may be another pull request's.
      parameters.put("filter", "all");
      return repository
          .getCheckRuns(report.getHead(), parameters)
          .withPageSize(PAGE)
          .toList()
          .stream()
          .filter(run -> externalId(report).equals(run.getExternalId()) && isOurs(run))
          .max(Comparator.comparingLong(GHCheckRun::getId));
    }

    private boolean isOurs(GHCheckRun run) {
      GHApp app = run.getApp();
      return app == null || login.app().map(id -> id == app.getId()).orElse(true);
    }

    private boolean isShown(GHCheckRun run, RunMark mark) {
      return mark.digest().equals(content.digest())
          && run.getStatus() == GHCheckRun.Status.COMPLETED
          && run.getConclusion() == content.runConclusion();
    }

    private static String text(GHCheckRun run) {
      return run.getOutput() == null ? null : run.getOutput().getText();
    }

    private List<RunAnnotation> missing(RunMark mark) {
      return content.annotations().stream()
          .filter(annotation -> !mark.annotated().contains(annotation.id()))
          .limit(Math.max(0, RunMark.MOST_ANNOTATIONS - mark.annotated().size()))
          .toList();
    }

    private GHCheckRun write(
        GHRepository repository, GHCheckRun run, RunMark mark, List<RunAnnotation> batch)
        throws IOException {
      GHCheckRunBuilder builder =
          run == null
              ? repository
                  .createCheckRun(name(report), report.getHead())
                  .withExternalID(externalId(report))
              : repository.updateCheckRun(run.getId());
      GHCheckRunBuilder.Output output =
          new GHCheckRunBuilder.Output(content.words().title(), content.words().summary())
              .withText(mark.endOf(content.words().text()));
      batch.forEach(annotation -> output.add(annotation.toGitHub()));
      return builder
          .withStatus(GHCheckRun.Status.COMPLETED)
          .withConclusion(content.runConclusion())
          .add(output)
          .create();
    }
  }
}
