package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import java.util.Optional;

/** Rules of request bodies. */
final class RequestRules {
  private static final double AS_SERVERS_MAY_IGNORE_IT = 0.8;
  private static final String ELEMENT = "request";

  private final ContentRules content;
  private final Changes changes;

  RequestRules(ContentRules content, Changes changes) {
    this.content = content;
    this.changes = changes;
  }

  void compare(Operation old, Operation now, Caller caller, Subject subject) {
    Optional<Body> oldBody = old.request();
    Optional<Body> newBody = now.request();
    if (oldBody.isPresent() && newBody.isPresent()) {
      compare(oldBody.get(), newBody.get(), now, caller, subject);
    } else if (oldBody.isPresent()) {
      removed(oldBody.get(), subject);
    } else if (newBody.isPresent() && caller == Caller.CONSUMER && newBody.get().required()) {
      changes.add(
          Subject.error(
              "required-request-body-added",
              subject.element(ELEMENT),
              subject.element() + " had no request body and requires one.",
              "Make the body optional.",
              Subject.after(newBody.get().node()),
              subject.whole()));
    }
  }

  private void compare(Body old, Body now, Operation operation, Caller caller, Subject subject) {
    if (!old.known() || !now.known()) {
      return;
    }
    if (caller == Caller.CONSUMER && !old.required() && now.required()) {
      changes.add(
          Subject.error(
              "request-body-became-required",
              subject.element(ELEMENT),
              "The request body of " + subject.element() + " was optional and is required.",
              "Leave the body optional.",
              Subject.after(now.node()),
              subject.whole()));
    }
    if (caller == Caller.SERVICE && old.required() && !now.required()) {
      changes.add(
          Subject.error(
              "request-body-became-optional",
              subject.element(ELEMENT),
              "The request body of " + subject.element() + " was always sent and may be missing.",
              "Go on sending the body.",
              Subject.after(now.node()),
              subject.whole()));
    }
    if (!old.content().isEmpty() && now.content().isEmpty()) {
      removed(old, subject);
    } else {
      content.compare(
          old.content(),
          now.content(),
          caller.requests(),
          subject,
          "request",
          ELEMENT,
          now.node().exists() ? now.node() : operation.node());
    }
  }

  private void removed(Body old, Subject subject) {
    changes.add(
        Subject.change(
            "request-body-removed",
            Severity.ERROR,
            AS_SERVERS_MAY_IGNORE_IT,
            subject.element(ELEMENT),
            "The request body of " + subject.element() + " is gone.",
            "Go on reading the body until no consumer sends it.",
            Subject.before(old.node()),
            subject.whole()));
  }
}
