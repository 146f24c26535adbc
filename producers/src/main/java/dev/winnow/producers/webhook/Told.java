package dev.winnow.producers.webhook;

import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PushEvent;
import java.util.Optional;

/**
 * What a delivery tells that checks need; all are empty if it tells nothing of that.
 *
 * @param pullRequest what happened to a pull request
 * @param push where a default branch stands
 * @param gone name of a repository that is not there any more, or that others must forget
 */
record Told(
    Optional<PullRequestEvent> pullRequest, Optional<PushEvent> push, Optional<String> gone) {
  static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), Optional.empty());

  static Told pullRequest(PullRequestEvent event, Optional<PushEvent> base) {
    return new Told(Optional.of(event), base, Optional.empty());
  }

  static Told push(PushEvent event) {
    return new Told(Optional.empty(), Optional.of(event), Optional.empty());
  }

  static Told gone(String repository) {
    return new Told(Optional.empty(), Optional.empty(), Optional.of(repository));
  }

  boolean isNothing() {
    return equals(NOTHING);
  }
}
