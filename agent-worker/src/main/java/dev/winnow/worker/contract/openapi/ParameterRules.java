package dev.winnow.worker.contract.openapi;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Touch.Part;
import dev.winnow.worker.contract.openapi.Parameter.Location;
import dev.winnow.worker.contract.openapi.Schemas.Use;
import dev.winnow.worker.contract.schema.Flow;
import dev.winnow.worker.contract.source.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules of parameters. A removed parameter is an error although many servers ignore what they do
 * not know: a consumer that goes on sending it is refused, or gets the answer to another question.
 */
final class ParameterRules {
  private static final double AS_SERVERS_MAY_IGNORE_IT = 0.8;
  private static final double AS_FEW_RELY_ON_IT = 0.7;
  private static final String RULE = "parameter";

  private final Api before;
  private final Schemas schemas;
  private final Changes changes;

  ParameterRules(Api before, Schemas schemas, Changes changes) {
    this.before = before;
    this.schemas = schemas;
    this.changes = changes;
  }

  void compare(Operation old, Operation now, Caller caller, Subject subject) {
    Map<String, Parameter> olds = byIdentity(old);
    Map<String, Parameter> news = byIdentity(now);
    for (Map.Entry<String, Parameter> entry : olds.entrySet()) {
      Parameter parameter = entry.getValue();
      Parameter same = news.get(entry.getKey());
      Optional<Parameter> moved = same == null ? moved(parameter, olds, news) : Optional.empty();
      if (same != null) {
        compare(parameter, same, caller, subject);
      } else if (moved.isPresent()) {
        moved(parameter, moved.get(), subject);
      } else if (parameter.location() != Location.PATH && now.parametersKnown()) {
        removed(parameter, caller, subject);
      }
    }
    for (Map.Entry<String, Parameter> entry : news.entrySet()) {
      Parameter parameter = entry.getValue();
      boolean added =
          !olds.containsKey(entry.getKey())
              && moved(parameter, news, olds).isEmpty()
              && old.parametersKnown();
      // What stands in the path was there before, even if nothing was said of it.
      if (added
          && caller == Caller.CONSUMER
          && parameter.required()
          && parameter.location() != Location.PATH) {
        added(parameter, subject);
      }
    }
  }

  /** In a path it is the position that counts, from the end; elsewhere the name. */
  private static Map<String, Parameter> byIdentity(Operation operation) {
    List<String> names = PathTemplate.names(operation.path());
    Map<String, Parameter> parameters = new TreeMap<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.location() != Location.PATH) {
        parameters.put(parameter.location() + " " + parameter.normalName(), parameter);
      } else if (names.contains(parameter.name())) {
        int fromEnd = names.size() - names.indexOf(parameter.name());
        parameters.put(parameter.location() + " " + fromEnd, parameter);
      }
    }
    return parameters;
  }

  /** The parameter of the same name elsewhere, if it was not there already. */
  private static Optional<Parameter> moved(
      Parameter parameter, Map<String, Parameter> from, Map<String, Parameter> to) {
    return to.entrySet().stream()
        .filter(entry -> !from.containsKey(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(other -> other.location() != parameter.location())
        .filter(other -> other.location() != Location.PATH)
        .filter(other -> parameter.location() != Location.PATH)
        .filter(other -> other.name().equalsIgnoreCase(parameter.name()))
        .findFirst();
  }

  private void moved(Parameter old, Parameter now, Subject subject) {
    changes.add(
        Subject.error(
            "parameter-moved",
            subject.element(label(old)),
            subject.element(title(old))
                + " moved from "
                + old.location().word()
                + " to "
                + now.location().word()
                + ".",
            "Accept it in both places until no consumer uses the old one.",
            Subject.after(now.node()),
            subject.touch(Part.PARAMETER, old.name())));
  }

  private void removed(Parameter old, Caller caller, Subject subject) {
    boolean breaks = caller == Caller.CONSUMER || old.required();
    changes.add(
        Subject.change(
            "parameter-removed",
            breaks ? Severity.ERROR : Severity.WARNING,
            AS_SERVERS_MAY_IGNORE_IT,
            subject.element(label(old)),
            subject.element(title(old)) + " is gone.",
            "Keep it, deprecated, until no consumer uses it.",
            Subject.before(old.node()),
            subject.touch(Part.PARAMETER, old.name())));
  }

  private void added(Parameter now, Subject subject) {
    changes.add(
        Subject.error(
            "required-parameter-added",
            subject.element(label(now)),
            subject.element(title(now)) + " is new and required.",
            "Make it optional, with a default that keeps the old behaviour.",
            Subject.after(now.node()),
            subject.whole()));
  }

  private void compare(Parameter old, Parameter now, Caller caller, Subject subject) {
    if (caller == Caller.CONSUMER && !old.required() && now.required()) {
      changes.add(
          Subject.error(
              "parameter-became-required",
              subject.element(label(old)),
              subject.element(title(old)) + " was optional and is required.",
              "Leave it optional, with a default that keeps the old behaviour.",
              Subject.after(now.node()),
              subject.whole()));
    }
    if (caller == Caller.SERVICE && old.required() && !now.required()) {
      changes.add(
          Subject.error(
              "parameter-became-optional",
              subject.element(label(old)),
              subject.element(title(old)) + " was always sent and may be missing.",
              "Go on sending it.",
              Subject.after(now.node()),
              subject.touch(Part.PARAMETER, old.name())));
    }
    compareSpelling(old, now, caller, subject);
    compareSchemas(old, now, caller, subject);
  }

  private void compareSpelling(Parameter old, Parameter now, Caller caller, Subject subject) {
    boolean asDocument = !old.content().isEmpty();
    boolean nowAsDocument = !now.content().isEmpty();
    String oldSpelling;
    String newSpelling;
    if (asDocument || nowAsDocument) {
      oldSpelling = asDocument ? String.join(", ", old.content().keySet()) : "style " + old.style();
      newSpelling =
          nowAsDocument ? String.join(", ", now.content().keySet()) : "style " + now.style();
    } else {
      Serialization.Shape shape = Serialization.shape(old, before.documents());
      oldSpelling = Serialization.spelling(old, shape);
      newSpelling = Serialization.spelling(now, shape);
    }
    if (!oldSpelling.equals(newSpelling)) {
      changes.add(
          Subject.error(
              "parameter-serialization-changed",
              subject.element(label(old)),
              subject.element(title(old))
                  + " is written otherwise: was "
                  + describe(old)
                  + ", is "
                  + describe(now)
                  + ".",
              "Keep the style, or give the new one a new name.",
              Subject.after(now.node()),
              subject.touch(Part.PARAMETER, old.name())));
    }
    if (caller == Caller.CONSUMER && old.location() == Location.QUERY) {
      narrowed(old, now, "allowReserved", old.allowReserved(), now.allowReserved(), subject);
      narrowed(old, now, "allowEmptyValue", old.allowEmptyValue(), now.allowEmptyValue(), subject);
    }
  }

  private void narrowed(
      Parameter old, Parameter now, String what, boolean was, boolean is, Subject subject) {
    if (was && !is) {
      changes.add(
          Subject.change(
              what.equals("allowReserved")
                  ? "parameter-reserved-characters-disallowed"
                  : "parameter-empty-value-disallowed",
              Severity.ERROR,
              AS_FEW_RELY_ON_IT,
              subject.element(label(old)),
              subject.element(title(old)) + " had " + what + " and has no longer.",
              "Leave " + what + " on.",
              Subject.after(now.node()),
              subject.touch(Part.PARAMETER, old.name())));
    }
  }

  private void compareSchemas(Parameter old, Parameter now, Caller caller, Subject subject) {
    Use use = new Use(subject, RULE, label(old), Optional.of(Part.PARAMETER), old.name());
    if (old.schema().isPresent() && now.schema().isPresent()) {
      // A document is JSON; any other parameter is text.
      Flow flow = caller == Caller.CONSUMER ? Flow.CONSUMED_AS_TEXT : caller.requests();
      schemas.compare(old.schema().get(), now.schema().get(), flow, use, changes);
    }
    for (Map.Entry<String, Node> entry : old.content().entrySet()) {
      Node schema = now.content().get(entry.getKey());
      if (schema != null) {
        schemas.compare(entry.getValue(), schema, caller.requests(), use, changes);
      }
    }
  }

  /** {@code query limit}: the location is part of the name. */
  private static String label(Parameter parameter) {
    return parameter.location().word() + " " + parameter.name();
  }

  private static String title(Parameter parameter) {
    return parameter.location().word() + " parameter " + parameter.name();
  }

  private static String describe(Parameter parameter) {
    return parameter.content().isEmpty()
        ? parameter.style() + (parameter.explode() ? " with explode" : " without explode")
        : String.join(", ", parameter.content().keySet());
  }
}
