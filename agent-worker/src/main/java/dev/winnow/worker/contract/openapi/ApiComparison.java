package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One comparison of two versions of an API. */
final class ApiComparison {
  private static final double AS_ANOTHER_PATH_ANSWERS = 0.7;
  private static final double AS_ONLY_GENERATED_CLIENTS_USE_IT = 0.8;

  private final Api before;
  private final Api after;
  private final Schemas schemas;

  ApiComparison(Api before, Api after) {
    this.before = before;
    this.after = after;
    this.schemas = new Schemas(before, after);
  }

  List<Change> changes() {
    Changes changes = new Changes();
    ServerRules servers = new ServerRules(before, after, changes);
    SecurityRules security = new SecurityRules(before, after, changes);
    Map<String, Operation> byUrl = byUrl(after);
    for (Operation old : before.operations()) {
      Subject subject = Subject.called(old);
      Optional<Operation> now = match(old, byUrl);
      if (now.isEmpty()) {
        if (!after.unknownPaths().contains(PathTemplate.erased(old.path()))) {
          removed(old, subject, changes);
        }
        continue;
      }
      compare(old, now.get(), Caller.CONSUMER, subject, changes);
      security.compare(old, now.get(), subject);
      servers.compare(old, now.get(), subject);
      compareIds(old, now.get(), subject, changes);
      compareCallbacks(old, now.get(), subject, changes);
    }
    servers.compareServers();
    security.compareSchemes();
    compareWebhooks(changes);
    return changes.sorted();
  }

  /** By path; if it is gone, by path and base path together, as one may have moved to the other. */
  private Optional<Operation> match(Operation old, Map<String, Operation> byUrl) {
    Optional<Operation> same = after.withKey(old.key());
    if (same.isPresent()) {
      return same;
    }
    return old.basePaths().stream()
        .map(base -> byUrl.get(url(base, old)))
        .filter(operation -> operation != null)
        .findFirst();
  }

  private static Map<String, Operation> byUrl(Api api) {
    Map<String, Operation> operations = new HashMap<>();
    for (Operation operation : api.operations()) {
      operation
          .basePaths()
          .forEach(base -> operations.putIfAbsent(url(base, operation), operation));
    }
    return operations;
  }

  private static String url(String base, Operation operation) {
    return operation.method() + " " + base + PathTemplate.erased(operation.path());
  }

  private void removed(Operation old, Subject subject, Changes changes) {
    Optional<Operation> other = after.find(old.method(), old.path());
    String instead =
        other.map(operation -> "; " + operation.path() + " answers in its place").orElse("");
    changes.add(
        Subject.change(
            "operation-removed",
            Severity.ERROR,
            other.isPresent() ? AS_ANOTHER_PATH_ANSWERS : 1,
            subject.element(),
            subject.element()
                + (old.deprecated() ? ", deprecated," : "")
                + " is gone"
                + instead
                + ".",
            "Keep it, deprecated, until no consumer calls it.",
            Subject.before(old.node()),
            subject.whole()));
  }

  private void compare(
      Operation old, Operation now, Caller caller, Subject subject, Changes changes) {
    ContentRules content = new ContentRules(schemas, changes);
    new ParameterRules(before, schemas, changes).compare(old, now, caller, subject);
    new RequestRules(content, changes).compare(old, now, caller, subject);
    new ResponseRules(content, schemas, changes).compare(old, now, caller, subject);
  }

  private static void compareIds(Operation old, Operation now, Subject subject, Changes changes) {
    if (old.id().isPresent() && !old.id().equals(now.id())) {
      changes.add(
          Subject.change(
              "operation-id-changed",
              Severity.WARNING,
              AS_ONLY_GENERATED_CLIENTS_USE_IT,
              subject.element("operationId"),
              "The operationId of "
                  + subject.element()
                  + " was "
                  + old.id().get()
                  + now.id().map(id -> " and is " + id + ".").orElse(" and is gone."),
              "Keep the operationId: generated clients name their methods after it.",
              Subject.after(now.node()),
              Optional.empty()));
    }
  }

  private void compareCallbacks(Operation old, Operation now, Subject subject, Changes changes) {
    for (Callback callback : old.callbacks()) {
      List<Callback> named =
          now.callbacks().stream().filter(other -> other.name().equals(callback.name())).toList();
      Optional<Callback> same =
          named.stream().filter(other -> other.url().equals(callback.url())).findFirst();
      String element = subject.element("callback " + callback.name());
      if (same.isEmpty() && named.isEmpty()) {
        changes.add(
            Subject.error(
                "callback-removed",
                element,
                element + " is gone.",
                "Go on calling back until no consumer waits for it.",
                Subject.before(callback.node()),
                Optional.empty()));
        continue;
      }
      Callback other = same.orElseGet(() -> named.get(0));
      if (!callback.known() || !other.known()) {
        continue;
      }
      if (same.isEmpty()) {
        changes.add(
            Subject.error(
                "callback-url-changed",
                element,
                element
                    + " was called at "
                    + callback.url()
                    + " and is called at "
                    + other.url()
                    + ".",
                "Go on calling the old address as well.",
                Subject.after(other.node()),
                Optional.empty()));
      }
      compareCalls(callback, other, element, "callback-removed", changes);
    }
  }

  private void compareCalls(
      Callback old, Callback now, String element, String rule, Changes changes) {
    for (Operation operation : old.operations()) {
      Subject subject = Subject.calling(element, operation);
      Optional<Operation> same =
          now.operations().stream()
              .filter(other -> other.method().equals(operation.method()))
              .findFirst();
      if (same.isPresent()) {
        compare(operation, same.get(), Caller.SERVICE, subject, changes);
      } else {
        changes.add(
            Subject.error(
                rule,
                subject.element(),
                subject.element() + " is gone.",
                "Go on calling with " + operation.method() + ".",
                Subject.before(operation.node()),
                Optional.empty()));
      }
    }
  }

  private void compareWebhooks(Changes changes) {
    Map<String, Callback> byName = new HashMap<>();
    after.webhooks().forEach(webhook -> byName.put(webhook.name(), webhook));
    Set<String> taken = new HashSet<>();
    before.webhooks().forEach(webhook -> taken.add(webhook.name()));
    for (Callback webhook : before.webhooks()) {
      String element = "webhook " + webhook.name();
      Callback same = byName.get(webhook.name());
      if (same != null) {
        if (webhook.known() && same.known()) {
          compareCalls(webhook, same, element, "webhook-removed", changes);
        }
      } else if (renamed(webhook, taken).isEmpty()) {
        changes.add(
            Subject.error(
                "webhook-removed",
                element,
                element + " is gone.",
                "Go on calling it until no consumer waits for it.",
                Subject.before(webhook.node()),
                Optional.empty()));
      }
    }
  }

  /** A new webhook that does the same: its name is not seen in what is sent. */
  private Optional<Callback> renamed(Callback webhook, Set<String> taken) {
    List<Callback> alike = new ArrayList<>();
    for (Callback other : after.webhooks()) {
      if (!taken.contains(other.name()) && other.known() && webhook.known()) {
        Changes changes = new Changes();
        compareCalls(webhook, other, webhook.name(), "webhook-removed", changes);
        boolean back = other.operations().size() == webhook.operations().size();
        if (changes.sorted().isEmpty() && back) {
          alike.add(other);
        }
      }
    }
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }
}
