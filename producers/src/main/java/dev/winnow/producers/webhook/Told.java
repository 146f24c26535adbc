package dev.winnow.producers.webhook;

import dev.winnow.schemas.PullRequestEvent;
import dev.winnow.schemas.PushEvent;
import java.util.Optional;

/**
 * What a delivery tells that checks need; both are empty if it tells nothing of that.
 *
 * @param pullRequest what happened to a pull request
 * @param push where a default branch stands
 */
record Told(Optional<PullRequestEvent> pullRequest, Optional<PushEvent> push) {
  static final Told NOTHING = new Told(Optional.empty(), Optional.empty());

  boolean isNothing() {
    return pullRequest.isEmpty() && push.isEmpty();
  }
}
