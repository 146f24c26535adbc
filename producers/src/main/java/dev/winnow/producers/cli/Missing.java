package dev.winnow.producers.cli;

import dev.winnow.producers.client.ClientException;
import dev.winnow.producers.text.Plain;

/** Failures of commands that ask for what is not there. */
final class Missing {

  private Missing() {}

  static ClientException task(String taskId) {
    return new ClientException(
        "there is no task " + Plain.text(taskId), "see which there are with `winnow tasks`", false);
  }

  static ClientException verdict(String taskId) {
    return new ClientException(
        "task " + Plain.text(taskId) + " is not decided yet",
        "wait with `winnow verdict " + Plain.text(taskId) + " --wait`",
        false);
  }
}
