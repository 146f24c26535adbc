package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.github.GitHub;

/** Logs in with one token for all repositories. */
final class TokenLogin implements GitHubLogin {
  private final GitHub gitHub;

  TokenLogin(Connections connections, String token) throws IOException {
    this.gitHub = connections.open(() -> "Bearer " + token);
  }

  @Override
  public GitHub gitHub(PullRequestReport report) {
    return gitHub;
  }

  @Override
  public Optional<Long> app() {
    return Optional.empty();
  }

  @Override
  public void forget(PullRequestReport report) {
    // A token is all there is.
  }
}
