package dev.winnow.worker.report;

import dev.winnow.schemas.PullRequestReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * Logs in as a GitHub App, with a token of the installation that has the repository. The report
 * names the installation; if that is gone, or the report names none, GitHub is asked for it. Used
 * by one thread.
 */
final class AppLogin implements GitHubLogin {
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Connections connections;
  private final Clock clock;
  private final GitHub app;
  private final Map<Long, Installation> installations = new HashMap<>();
  private final Map<String, Long> byRepository = new HashMap<>();
  private Long appId;

  AppLogin(Connections connections, String app, AppKey key, Clock clock) throws IOException {
    this.connections = connections;
    this.clock = clock;
    this.app = connections.open(() -> "Bearer " + key.token(app, clock.instant()));
  }

  @Override
  public GitHub gitHub(PullRequestReport report) throws IOException {
    String repository = report.getRepository().getName();
    Long known = byRepository.get(repository);
    Long named = report.getInstallation().orElse(null);
    if (known == null && named != null) {
      try {
        return installation(named).ready();
      } catch (FileNotFoundException e) {
        // The App was installed anew since.
        installations.remove(named);
      }
    }
    if (known != null) {
      try {
        return installation(known).ready();
      } catch (FileNotFoundException e) {
        installations.remove(known);
        byRepository.remove(repository);
      }
    }
    String[] name = repository.split("/", 2);
    if (name.length != 2) {
      throw new FileNotFoundException("'" + repository + "' is not the name of a repository");
    }
    long found = app.getApp().getInstallationByRepository(name[0], name[1]).getId();
    byRepository.put(repository, found);
    return installation(found).ready();
  }

  @Override
  public Optional<Long> app() {
    return Optional.ofNullable(appId);
  }

  @Override
  public void forget(PullRequestReport report) {
    // The token is revoked, such as when the App was uninstalled and installed anew.
    installations.remove(byRepository.remove(report.getRepository().getName()));
    report.getInstallation().ifPresent(installations::remove);
  }

  private Installation installation(long id) throws IOException {
    Installation installation = installations.get(id);
    if (installation == null) {
      installation = new Installation(id);
      installations.put(id, installation);
    }
    return installation;
  }

  private final class Installation implements AuthorizationProvider {
    private final long id;
    private final GitHub gitHub;
    private String authorization;
    private Instant until = Instant.EPOCH;

    Installation(long id) throws IOException {
      this.id = id;
      this.gitHub = connections.open(this);
    }

    GitHub ready() throws IOException {
      getEncodedAuthorization();
      return gitHub;
    }

    @Override
    public String getEncodedAuthorization() throws IOException {
      if (clock.instant().isAfter(until.minus(MARGIN))) {
        GHApp self = app.getApp();
        appId = self.getId();
        GHAppInstallation installation = self.getInstallationById(id);
        GHAppInstallationToken token = installation.createToken().create();
        authorization = "Bearer " + token.getToken();
        until = token.getExpiresAt().toInstant();
      }
      return authorization;
    }
  }
}
