package dev.winnow.worker.contract.protobuf;

import dev.winnow.schemas.Severity;

/** Compares two versions of a service. */
final class ServiceComparison {
  private final Moves moves;
  private final Findings findings;

  ServiceComparison(Moves moves, Findings findings) {
    this.moves = moves;
    this.findings = findings;
  }

  void compare(ProtoService old, ProtoService now) {
    for (ProtoService.Method method : old.methods().values()) {
      String operation = old.name() + "/" + method.name();
      ProtoService.Method same = now.methods().get(method.name());
      if (same == null) {
        findings.add(
            "method-removed",
            Severity.ERROR,
            Findings.SURE,
            operation,
            "The method " + operation + " is gone.",
            "Deprecate it and keep it until nobody calls it.",
            Findings.base(method.spot()),
            Findings.whole(operation));
      } else {
        compare(operation, method, same);
      }
    }
  }

  private void compare(String operation, ProtoService.Method old, ProtoService.Method now) {
    compareTypes("request", operation, old.request(), now.request(), now.spot());
    compareTypes("response", operation, old.response(), now.response(), now.spot());
    compareStreaming("request", operation, old.streamsRequest(), now.streamsRequest(), now.spot());
    compareStreaming(
        "response", operation, old.streamsResponse(), now.streamsResponse(), now.spot());
    old.bindings()
        .forEach(
            (binding, body) -> {
              String nowBody = now.bindings().get(binding);
              if (nowBody == null) {
                add(
                    "http-binding-removed",
                    operation + " " + binding,
                    operation + " does not answer to " + binding + " any more.",
                    "Keep it as an additional binding.",
                    operation,
                    now.spot());
              } else if (!nowBody.equals(body)) {
                add(
                    "http-body-changed",
                    operation + " " + binding,
                    binding + " of " + operation + " had " + body + " and has " + nowBody + ".",
                    "Keep what goes into the bodies.",
                    operation,
                    now.spot());
              }
            });
  }

  private void compareTypes(
      String what, String operation, TypeReference old, TypeReference now, Spot spot) {
    if (!moves.now(old, now).name().equals(now.name())) {
      add(
          "method-" + what + "-type-changed",
          operation + " " + what,
          "The " + what + " of " + operation + " was " + old + " and is " + now + ".",
          "Add a new method.",
          operation,
          spot);
    }
  }

  private void compareStreaming(
      String what, String operation, boolean old, boolean now, Spot spot) {
    if (old != now) {
      add(
          "method-streaming-changed",
          operation + " " + what,
          "The " + what + " of " + operation + (now ? " is" : " is not") + " a stream now.",
          "Add a new method.",
          operation,
          spot);
    }
  }

  private void add(
      String rule, String element, String message, String mend, String operation, Spot spot) {
    findings.add(
        rule,
        Severity.ERROR,
        Findings.SURE,
        element,
        message,
        mend,
        Findings.head(spot),
        Findings.whole(operation));
  }
}
