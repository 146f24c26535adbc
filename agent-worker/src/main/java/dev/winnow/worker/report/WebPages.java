package dev.winnow.worker.report;

import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Side;
import dev.winnow.worker.sarif.Uris;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of files on the host's pages. Only what cannot leave the host is made a link. */
final class WebPages {
  private static final Pattern ROOT =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._-]+)*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
  private static final Pattern UPWARD = Pattern.compile("(^|/)\\.{0,2}(/|$)");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
  private static final String DEFAULT_BRANCH = "HEAD";

  private final PullRequestReport report;
  private final Optional<String> root;

  WebPages(PullRequestReport report) {
    this.report = report;
    HostedRepository repository = report.getRepository();
    String page = repository.getWebUrl();
    String name = "/" + repository.getName();
    root =
        Optional.of(page)
            .filter(p -> p.endsWith(name))
            .map(p -> p.substring(0, p.length() - name.length()))
            .filter(r -> ROOT.matcher(r).matches());
  }

  /** The page of a line of the pull request, or of another repository's default branch. */
  Optional<String> line(String repository, String file, int line, Side side) {
    if (!repository.equals(report.getRepository().getName())) {
      return line(repository, file, line, DEFAULT_BRANCH);
    }
    Optional<String> commit =
        side == Side.HEAD ? Optional.of(report.getHead()) : report.getMergeBase();
    return commit
        .filter(c -> COMMIT.matcher(c).matches())
        .flatMap(c -> line(repository, file, line, c));
  }

  private Optional<String> line(String repository, String file, int line, String commit) {
    if (root.isEmpty() || !isName(repository) || UPWARD.matcher(file).find()) {
      return Optional.empty();
    }
    String page = root.get() + "/" + repository + "/blob/" + commit + "/" + Uris.relative(file);
    return Optional.of(line > 0 ? page + "#L" + line : page);
  }

  private static boolean isName(String repository) {
    return NAME.matcher(repository).matches() && !UPWARD.matcher(repository).find();
  }
}
