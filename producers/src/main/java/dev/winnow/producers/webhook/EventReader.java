package dev.winnow.producers.webhook;

import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PullRequestState;
import dev.winnow.schemas.PushEvent;
import dev.winnow.schemas.PushSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads from a payload what checks need. Payloads of github.com and of GitHub Enterprise Server are
 * the same here; which host it is, the repository's URLs tell.
 *
 * <p>A repository is named as GitHub spells it in {@code repository.full_name}, and this is the one
 * place where that is decided. GitHub takes {@code acme/Shop} and {@code Acme/shop} for the same,
 * but a payload always has the spelling the repository was given, whatever somebody else typed. So
 * two spellings in topics are a rename, like any other.
 */
final class EventReader {
  private static final String BRANCH = "refs/heads/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]+");
  // No transport of git's that runs a command, and nothing that would be read as an option.
  private static final Pattern CLONE_URL =
      Pattern.compile("(?:https?|ssh|git|file)://[^\\s-]\\S*|/\\S*");
  private static final Pattern NO_COMMIT = Pattern.compile("0+");

  private static final Set<String> ACTIONS = Set.of("opened", "synchronize", "reopened", "closed");
  private static final String EDITED = "edited";

  private EventReader() {}

  /**
   * Reads a payload.
   *
   * @param event GitHub's name of the event, from the header {@code X-GitHub-Event}
   * @param delivery GUID of the delivery
   * @throws Refusal if a field is missing or wrong that this event needs; the message names it
   */
  static Told read(String event, String delivery, Payload payload) {
    return switch (event) {
      case "pull_request" -> pullRequest(delivery, payload);
      case "push" -> push(delivery, payload);
      case "repository" -> repositoryEvent(payload);
      default -> Told.NOTHING;
    };
  }

  private static Told pullRequest(String delivery, Payload payload) {
    String action = payload.text("action");
    // A new title changes nothing that was checked; a new base does.
    boolean drives =
        ACTIONS.contains(action) || (action.equals(EDITED) && payload.has("changes.base"));
    if (!drives) {
      return Told.NOTHING;
    }
    HostedRepository repository = repository(payload);
    PullRequestEvent event =
        PullRequestEvent.newBuilder()
            .setDelivery(delivery)
            .setAction(action)
            .setRepository(repository)
            .setNumber((int) payload.number("number", Integer.MAX_VALUE))
            .setState(state(payload))
            .setHead(payload.commit("pull_request.head.sha"))
            .setHeadRef(payload.text("pull_request.head.ref"))
            .setBase(payload.commit("pull_request.base.sha"))
            .setBaseRef(payload.text("pull_request.base.ref"))
            .setBefore(before(action, payload))
            .setUpdatedAt(payload.time("pull_request.updated_at"))
            .setInstallation(installation(payload))
            .build();
    return Told.pullRequest(event, base(event));
  }

  /** Where the default branch stands, if that is what the pull request goes to. */
  private static Optional<PushEvent> base(PullRequestEvent event) {
    HostedRepository repository = event.getRepository();
    if (!event.getBaseRef().equals(repository.getDefaultBranch())) {
      return Optional.empty();
    }
    return Optional.of(
        PushEvent.newBuilder()
            .setDelivery(event.getDelivery())
            .setRepository(repository)
            .setCommit(event.getBase())
            .setSource(PushSource.PULL_REQUEST_BASE)
            .setPushedAt(event.getUpdatedAt())
            .build());
  }

  private static Told push(String delivery, Payload payload) {
    String ref = payload.text("ref");
    if (!ref.startsWith(BRANCH) || isDeletion(payload)) {
      return Told.NOTHING;
    }
    HostedRepository repository = repository(payload);
    if (!ref.equals(BRANCH + repository.getDefaultBranch())) {
      return Told.NOTHING;
    }
    String time =
        payload.has("repository.pushed_at") || !payload.has("head_commit.timestamp")
            ? "repository.pushed_at"
            : "head_commit.timestamp";
    PushEvent event =
        PushEvent.newBuilder()
            .setDelivery(delivery)
            .setRepository(repository)
            .setCommit(payload.commit("after"))
            .setSource(PushSource.PUSH)
            .setPushedAt(payload.time(time))
            .setBefore(isCreation(payload) ? null : payload.commit("before"))
            .build();
    return Told.push(event);
  }

  /**
   * What a repository's name stands for no longer. One that has become private is forgotten, too,
   * until a push or pull request tells of it again, so that nothing of it shows meanwhile.
   */
  private static Told repositoryEvent(Payload payload) {
    String action = payload.text("action");
    String owner = "changes.owner.from.organization.login";
    return switch (action) {
      case "deleted", "privatized" -> Told.gone(name(payload));
      case "renamed" ->
          Told.gone(
              name(payload).split("/")[0] + '/' + part(payload, "changes.repository.name.from"));
      case "transferred" ->
          Told.gone(
              part(payload, payload.has(owner) ? owner : "changes.owner.from.user.login")
                  + '/'
                  + name(payload).split("/")[1]);
      default -> Told.NOTHING;
    };
  }

  private static String part(Payload payload, String path) {
    return payload.text(path, PART, "a name of an owner or repository");
  }

  /** A branch that is new took no commit's place. */
  private static boolean isCreation(Payload payload) {
    return !payload.has("before") || NO_COMMIT.matcher(payload.text("before")).matches();
  }

  private static boolean isDeletion(Payload payload) {
    return payload.isTrue("deleted") || NO_COMMIT.matcher(payload.text("after")).matches();
  }

  private static HostedRepository repository(Payload payload) {
    return HostedRepository.newBuilder()
        .setId(payload.number("repository.id", Long.MAX_VALUE))
        .setName(name(payload))
        .setCloneUrl(
            payload.text(
                "repository.clone_url", CLONE_URL, "a URL or an absolute path that git can clone"))
        .setDefaultBranch(payload.text("repository.default_branch"))
        .setWebUrl(payload.optionalText("repository.html_url").orElse(""))
        .setIsPrivate(!payload.has("repository.private") || payload.isTrue("repository.private"))
        .build();
  }

  private static String name(Payload payload) {
    return payload.text("repository.full_name", NAME, "of the form <owner>/<name>");
  }

  private static PullRequestState state(Payload payload) {
    String state = payload.text("pull_request.state");
    if (payload.isTrue("pull_request.merged")) {
      return PullRequestState.MERGED;
    }
    return switch (state) {
      case "open" -> PullRequestState.OPEN;
      case "closed" -> PullRequestState.CLOSED;
      default -> throw Refusal.invalid("pull_request.state is neither open nor closed");
    };
  }

  private static String before(String action, Payload payload) {
    boolean isKnown = action.equals("synchronize") && payload.has("before");
    return isKnown ? payload.commit("before") : null;
  }

  private static Long installation(Payload payload) {
    return payload.has("installation.id")
        ? payload.number("installation.id", Long.MAX_VALUE)
        : null;
  }
}
