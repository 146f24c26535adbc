package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.openapi.Schemas.Use;
import dev.winnow.worker.contract.schema.Flow;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Rules of responses. A consumer waits for the successes it knows, so one that is gone is an error;
 * an error status that is gone only leaves a handler unused, and is a warning. A response that
 * comes under the cover of a range or the default is compared with what covered it.
 */
final class ResponseRules {
  private static final double AS_OTHER_SUCCESSES_REMAIN = 0.8;
  private static final double AS_FEW_RELY_ON_IT = 0.6;
  private static final double AS_HEADERS_ARE_OPTIONAL_BY_DEFAULT = 0.7;
  private static final String DEFAULT = "default";
  private static final String NOT_MODIFIED = "304";

  private final ContentRules content;
  private final Schemas schemas;
  private final Changes changes;

  ResponseRules(ContentRules content, Schemas schemas, Changes changes) {
    this.content = content;
    this.schemas = schemas;
    this.changes = changes;
  }

  void compare(Operation old, Operation now, Caller caller, Subject subject) {
    SortedMap<String, Response> olds = old.responses();
    SortedMap<String, Response> news = now.responses();
    if (olds.isEmpty() || news.isEmpty()) {
      return;
    }
    SortedSet<String> statuses = new TreeSet<>(olds.keySet());
    statuses.addAll(news.keySet());
    Set<String> compared = new HashSet<>();
    for (String status : statuses) {
      Optional<Response> from = covering(olds, status);
      Optional<Response> to = covering(news, status);
      if (from.isPresent()
          && to.isPresent()
          && compared.add(from.get().status() + "\n" + to.get().status())) {
        compare(from.get(), to.get(), status, old, caller, subject);
      }
    }
    compareStatuses(old, now, caller, subject);
  }

  /** What answers with a status: exactly, by its range, or by default. */
  private static Optional<Response> covering(SortedMap<String, Response> responses, String status) {
    Response exact = responses.get(status);
    if (exact != null || status.equals(DEFAULT) || status.isEmpty()) {
      return Optional.ofNullable(exact);
    }
    Response range = responses.get(status.charAt(0) + "XX");
    if (range != null) {
      return Optional.of(range);
    }
    // Beside a success, the default means the errors.
    boolean errors = responses.keySet().stream().anyMatch(ResponseRules::isSuccess);
    return isSuccess(status) && errors
        ? Optional.empty()
        : Optional.ofNullable(responses.get(DEFAULT));
  }

  private void compareStatuses(Operation old, Operation now, Caller caller, Subject subject) {
    List<String> gone =
        old.responses().keySet().stream()
            .filter(status -> !status.equals(DEFAULT))
            .filter(status -> covering(now.responses(), status).isEmpty())
            .filter(status -> !hasWithin(now.responses(), status))
            .toList();
    List<String> added =
        now.responses().keySet().stream()
            .filter(status -> !status.equals(DEFAULT))
            .filter(status -> covering(old.responses(), status).isEmpty())
            .filter(status -> !hasWithin(old.responses(), status))
            .toList();
    List<String> newSuccesses = added.stream().filter(ResponseRules::isSuccess).toList();
    boolean replaced = false;
    for (String status : gone) {
      if (isSuccess(status)) {
        replaced |= !newSuccesses.isEmpty();
        successGone(old.responses().get(status), newSuccesses, now, subject);
      } else {
        errorGone(old.responses().get(status), subject);
      }
    }
    for (String status : added) {
      // Statuses of consumers that a service begins to accept hit nobody.
      if (caller == Caller.CONSUMER && !(replaced && isSuccess(status))) {
        added(now.responses().get(status), subject);
      }
    }
  }

  /** Whether a range has become, or comes from, some of its statuses. */
  private static boolean hasWithin(SortedMap<String, Response> responses, String status) {
    return status.endsWith("XX")
        && responses.keySet().stream().anyMatch(other -> other.charAt(0) == status.charAt(0));
  }

  private void successGone(
      Response old, List<String> newSuccesses, Operation now, Subject subject) {
    String status = old.status();
    if (!newSuccesses.isEmpty()) {
      changes.add(
          Subject.error(
              "success-status-changed",
              subject.element(status),
              subject.element()
                  + " answered "
                  + status
                  + " and answers "
                  + String.join(", ", newSuccesses)
                  + ".",
              "Go on answering " + status + ".",
              Subject.after(now.responses().get(newSuccesses.get(0)).node()),
              subject.touch(Part.STATUS, status)));
      return;
    }
    changes.add(
        Subject.change(
            "success-status-removed",
            Severity.ERROR,
            AS_OTHER_SUCCESSES_REMAIN,
            subject.element(status),
            subject.element() + " no longer answers " + status + ".",
            "Go on answering " + status + ".",
            Subject.before(old.node()),
            subject.touch(Part.STATUS, status)));
  }

  private void errorGone(Response old, Subject subject) {
    changes.add(
        Subject.change(
            "error-status-removed",
            Severity.WARNING,
            AS_FEW_RELY_ON_IT,
            subject.element(old.status()),
            subject.element() + " no longer answers " + old.status() + ".",
            "Say what consumers get instead.",
            Subject.before(old.node()),
            subject.touch(Part.STATUS, old.status())));
  }

  private void added(Response now, Subject subject) {
    boolean success = isSuccess(now.status());
    changes.add(
        Subject.change(
            success ? "success-status-added" : "error-status-added",
            success ? Severity.WARNING : Severity.NOTE,
            AS_FEW_RELY_ON_IT,
            subject.element(now.status()),
            subject.element() + " may now answer " + now.status() + ".",
            "Tell consumers, or declare a default response that covers what may come.",
            Subject.after(now.node()),
            subject.whole()));
  }

  private void compare(
      Response old,
      Response now,
      String status,
      Operation operation,
      Caller caller,
      Subject subject) {
    if (!old.known() || !now.known()) {
      return;
    }
    boolean bodiless = operation.method().equals("HEAD");
    if (!old.content().isEmpty() && now.content().isEmpty() && !bodiless) {
      if (caller == Caller.CONSUMER) {
        changes.add(
            Subject.error(
                "response-body-removed",
                subject.element(status),
                subject.element(status) + " had a body and has none.",
                "Go on sending the body.",
                Subject.after(now.node()),
                subject.touch(Part.STATUS, status)));
      }
    } else if (!bodiless) {
      content.compare(
          old.content(),
          now.content(),
          caller.responses(),
          subject,
          "response",
          status,
          now.node());
    }
    compareHeaders(old, now, status, caller, subject);
  }

  private void compareHeaders(
      Response old, Response now, String status, Caller caller, Subject subject) {
    for (Map.Entry<String, Parameter> entry : old.headers().entrySet()) {
      Parameter header = entry.getValue();
      Parameter other = now.headers().get(entry.getKey());
      String name = status + " header " + header.name();
      if (other != null) {
        compareHeader(header, other, name, caller, subject);
      } else if (caller == Caller.CONSUMER) {
        changes.add(
            Subject.change(
                "response-header-removed",
                Severity.ERROR,
                header.required() ? 1 : AS_HEADERS_ARE_OPTIONAL_BY_DEFAULT,
                subject.element(name),
                subject.element(name) + " is gone.",
                "Go on sending the header until no consumer reads it.",
                Subject.before(header.node()),
                Optional.empty()));
      }
    }
    for (Map.Entry<String, Parameter> entry : now.headers().entrySet()) {
      if (caller == Caller.SERVICE
          && entry.getValue().required()
          && !old.headers().containsKey(entry.getKey())) {
        headerRequired(entry.getValue(), status, subject);
      }
    }
  }

  private void compareHeader(
      Parameter old, Parameter now, String name, Caller caller, Subject subject) {
    if (caller == Caller.CONSUMER && old.required() && !now.required()) {
      changes.add(
          Subject.error(
              "response-header-became-optional",
              subject.element(name),
              subject.element(name) + " was always sent and may be missing.",
              "Go on sending the header.",
              Subject.after(now.node()),
              Optional.empty()));
    }
    if (caller == Caller.SERVICE && !old.required() && now.required()) {
      headerRequired(now, name.substring(0, name.indexOf(' ')), subject);
    }
    Flow flow = caller.responses();
    Use use = new Use(subject, "response-header", name, Optional.empty(), "");
    if (old.schema().isPresent() && now.schema().isPresent()) {
      schemas.compare(old.schema().get(), now.schema().get(), flow, use, changes);
    }
  }

  private void headerRequired(Parameter now, String status, Subject subject) {
    String name = status + " header " + now.name();
    changes.add(
        Subject.error(
            "response-header-became-required",
            subject.element(name),
            subject.element(name) + " is required of consumers.",
            "Leave the header optional.",
            Subject.after(now.node()),
            Optional.empty()));
  }

  /** Whether a status is what a consumer hopes for. Redirects count: it has to follow them. */
  private static boolean isSuccess(String status) {
    return !status.equals(NOT_MODIFIED)
        && !status.isEmpty()
        && status.charAt(0) >= '1'
        && status.charAt(0) <= '3';
  }
}
