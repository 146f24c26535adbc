package dev.winnow.worker.consumer;

import dev.winnow.schemas.Severity;
import dev.winnow.worker.contract.Touch;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.MediaTypes;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.contract.openapi.Parameter;
import dev.winnow.worker.contract.openapi.Response;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds what services use against what their providers promise. Only what is known on both sides
 * can mismatch: a schema that is open, a reference that leads nowhere or a body that is not shown
 * gives nothing. Safe for use by one thread.
 */
public final class PairRules {
  private static final double GUESS = 0.4;

  private final Providers providers;

  public PairRules(Providers providers) {
    this.providers = providers;
  }

  /**
   * Checks uses of any services.
   *
   * @param uses as {@link Uses} reads them, attributed or not
   * @return sorted by the place of the use
   */
  public List<Mismatch> check(Collection<Use> uses) {
    List<Mismatch> found = new ArrayList<>();
    for (Use use : providers.attribute(uses)) {
      if (use.target() instanceof Target.Endpoint endpoint) {
        endpoint(use, endpoint, found);
      }
    }
    found.sort(Mismatch.ORDER);
    return List.copyOf(found);
  }

  private void endpoint(Use use, Target.Endpoint endpoint, List<Mismatch> found) {
    List<Provider> candidates = providers.of(use.provider().orElse(""));
    if (candidates.isEmpty()) {
      return;
    }
    List<Operation> at = new ArrayList<>();
    boolean unknown = false;
    for (Provider provider : candidates) {
      Provider.Match match = provider.at(endpoint.path());
      if (match.fit() == Paths.Fit.YES) {
        at.addAll(match.operations());
        Optional<Operation> operation =
            endpoint.method().flatMap(method -> provider.operation(method, endpoint.path()));
        if (operation.isPresent()) {
          new Check(use, provider.api(), operation.get(), found).run();
          return;
        }
      }
      unknown |= provider.leavesOpen(endpoint.path());
      unknown |= match.fit() == Paths.Fit.MAYBE && !use.isStrong();
    }
    if (unknown || expectsNothing(use)) {
      return;
    }
    if (at.isEmpty()) {
      if (isClear(use, endpoint, candidates)) {
        found.add(pathMissing(use, endpoint));
      }
    } else if (endpoint.method().isPresent()) {
      found.add(methodMissing(use, endpoint, at));
    }
  }

  /** Whether the consumer itself expects that there is nothing. */
  private static boolean expectsNothing(Use use) {
    return !use.answers().isEmpty()
        && use.answers().keySet().stream().allMatch(s -> s == 404 || s == 405 || s == 410);
  }

  /** Whether a path that is not there is meant for the provider at all. */
  private static boolean isClear(Use use, Target.Endpoint endpoint, List<Provider> candidates) {
    if (use.isStrong()) {
      return true;
    }
    return candidates.stream().noneMatch(p -> p.hasSuffixOf(endpoint.path()))
        && candidates.stream().anyMatch(p -> p.hasFamilyOf(endpoint.path()));
  }

  private static Mismatch pathMissing(Use use, Target.Endpoint endpoint) {
    return mismatch(
        use,
        "pair.path-missing",
        severity(use, Severity.ERROR),
        1,
        endpoint.key(),
        "",
        "%s uses %s, and %s has no such path."
            .formatted(use.consumer(), shown(endpoint), use.provider().orElse("")),
        "Use a path that the provider has, or let it have this one.",
        new Touch(endpoint.key(), Touch.Part.WHOLE, ""));
  }

  private static Mismatch methodMissing(
      Use use, Target.Endpoint endpoint, List<Operation> operations) {
    SortedSet<String> methods = new TreeSet<>();
    operations.forEach(operation -> methods.add(operation.method()));
    return mismatch(
        use,
        "pair.method-missing",
        severity(use, Severity.ERROR),
        1,
        endpoint.key(),
        "",
        "%s uses %s, and %s has only %s there."
            .formatted(
                use.consumer(),
                shown(endpoint),
                use.provider().orElse(""),
                String.join(", ", methods)),
        "Use a method that the provider has, or let it have this one.",
        new Touch(endpoint.key(), Touch.Part.WHOLE, ""));
  }

  private static String shown(Target.Endpoint endpoint) {
    return endpoint.method().map(method -> method + " ").orElse("") + endpoint.path();
  }

  private static Severity severity(Use use, Severity strong) {
    return use.isStrong() || strong == Severity.NOTE ? strong : Severity.WARNING;
  }

  private static double certainty(Use use) {
    return switch (use.evidence()) {
      case PACT -> 0.95;
      case DECLARED -> 0.9;
      case CONTRACT_COPY -> 0.85;
      case GENERATED_CLIENT -> 0.8;
      case LITERAL_PATH -> GUESS;
    };
  }

  private static Mismatch mismatch(
      Use use,
      String rule,
      Severity severity,
      double share,
      String operation,
      String detail,
      String message,
      String mend,
      Touch touch) {
    String element = Mismatch.names(use) + operation + (detail.isEmpty() ? "" : " " + detail);
    return new Mismatch(rule, severity, certainty(use) * share, element, message, mend, use, touch);
  }

  /** One use held against the operation that it is of. */
  private static final class Check {
    private final Use use;
    private final Api api;
    private final Operation operation;
    private final List<Mismatch> found;
    private final Schemas schemas;

    Check(Use use, Api api, Operation operation, List<Mismatch> found) {
      this.use = use;
      this.api = api;
      this.operation = operation;
      this.found = found;
      this.schemas = new Schemas(api.documents());
    }

    void run() {
      if (!expectsRefusal()) {
        parameters();
        request();
      }
      use.answers().forEach(this::answer);
    }

    /** A consumer that tests what happens to a bad request sends a bad one. */
    private boolean expectsRefusal() {
      return !use.answers().isEmpty()
          && use.answers().keySet().stream().allMatch(status -> status >= 400);
    }

    private void parameters() {
      for (Parameter parameter : operation.parameters()) {
        Optional<Names> sent =
            switch (parameter.location()) {
              case QUERY -> use.sent().query();
              case HEADER -> use.sent().headers();
              case PATH, COOKIE -> Optional.<Names>empty();
            };
        if (!parameter.required() || sent.isEmpty() || isSent(parameter, sent.get())) {
          continue;
        }
        boolean header = parameter.location() == Parameter.Location.HEADER;
        String name = parameter.normalName();
        add(
            "pair.required-parameter-missing",
            // What is in front of the consumer's code may add headers.
            header ? Severity.WARNING : Severity.ERROR,
            header ? 0.6 : 1,
            parameter.location().word() + " " + name,
            "%s does not send the %s parameter %s, which %s requires."
                .formatted(use.consumer(), parameter.location().word(), name, operation.element()),
            "Send it, or make it optional.",
            Touch.Part.PARAMETER,
            name);
      }
    }

    /** An object in a query is spread over names of its own. */
    private boolean isSent(Parameter parameter, Names sent) {
      String name = parameter.normalName();
      if (sent.mayUse(name)) {
        return true;
      }
      boolean nested =
          sent.used().stream().anyMatch(s -> s.startsWith(name + "["))
              || sent.possible().stream().anyMatch(s -> s.startsWith(name + "["));
      boolean spread =
          parameter.location() == Parameter.Location.QUERY
              && parameter.explode()
              && !parameter.schema().map(this::isPlain).orElse(false);
      return nested || spread;
    }

    private boolean isPlain(Node schema) {
      return api.documents()
          .resolve(schema)
          .map(node -> node.value().path("type"))
          .filter(type -> type.isTextual() && !type.textValue().equals("object"))
          .isPresent();
    }

    private void request() {
      Optional<Map<String, Node>> content =
          operation.request().filter(body -> body.known()).map(body -> body.content());
      if (content.isEmpty() || content.get().isEmpty()) {
        return;
      }
      Optional<String> type = use.sent().contentType();
      boolean body = use.sent().sample().isPresent() || use.sent().fields().isPresent();
      if (body && type.isPresent() && !isDeclared(type.get(), content.get())) {
        contentTypeUndeclared(type.get(), "request", content.get());
        return;
      }
      List<Node> fitting = jsonSchemas(type, content.get());
      if (fitting.size() != 1) {
        return;
      }
      Node schema = fitting.get(0);
      if (use.sent().sample().isPresent()) {
        boolean nullable = api.version() == Api.Version.V3_0;
        new Samples(api.documents(), nullable)
            .misfit(use.sent().sample().get(), schema)
            .ifPresent(misfit -> requestMisfit(misfit.path(), misfit.what()));
      } else {
        use.sent().fields().ifPresent(names -> requiredFields(names, schema));
      }
    }

    private void requiredFields(Names sent, Node schema) {
      for (String name : new TreeSet<>(schemas.required(schema))) {
        boolean missing = Fields.isPlain(name) && !sent.mayUse(name);
        if (missing && !schemas.isReadOnly(schema, name)) {
          requestMisfit(name, "is required and not sent");
        }
      }
    }

    private void requestMisfit(String path, String what) {
      String field = path.isEmpty() ? "The body" : path;
      add(
          "pair.request-does-not-fit",
          Severity.ERROR,
          1,
          ("request " + path).strip(),
          "%s in what %s sends to %s %s."
              .formatted(field, use.consumer(), operation.element(), what),
          "Send what the contract asks for, or let the contract allow this.",
          Touch.Part.REQUEST_FIELD,
          path);
    }

    private void answer(int status, Answer answer) {
      if (operation.responses().isEmpty()) {
        return;
      }
      Optional<Response> response = operation.response(Integer.toString(status));
      if (response.isEmpty()) {
        statusUndeclared(status);
        return;
      }
      Map<String, Node> content = response.get().content();
      if (!response.get().known() || content.isEmpty()) {
        return;
      }
      Optional<String> type = answer.contentType();
      if (type.isPresent() && !isDeclared(type.get(), content)) {
        contentTypeUndeclared(type.get(), Integer.toString(status), content);
        return;
      }
      List<Node> read = jsonSchemas(type, content);
      if (!read.isEmpty()) {
        answer.fields().ifPresent(fields -> fields(status, fields, read));
      }
    }

    private void statusUndeclared(int status) {
      // Gateways answer these for every service behind them.
      boolean elsewhere = status >= 500 || status == 401 || status == 403 || status == 429;
      add(
          "pair.status-undeclared",
          elsewhere ? Severity.WARNING : Severity.ERROR,
          elsewhere ? 0.6 : 0.9,
          Integer.toString(status),
          "%s handles status %d of %s, which does not declare it."
              .formatted(use.consumer(), status, operation.element()),
          "Declare the status, or handle one that is declared.",
          Touch.Part.STATUS,
          Integer.toString(status));
    }

    private void fields(int status, Names fields, List<Node> read) {
      SortedSet<String> all = new TreeSet<>(fields.used());
      all.addAll(fields.possible());
      String last = null;
      for (String field : all) {
        boolean under =
            last != null && (field.startsWith(last + ".") || field.startsWith(last + "["));
        if (under || read.stream().anyMatch(s -> schemas.has(s, field) != Schemas.Answered.NO)) {
          continue;
        }
        last = field;
        boolean sure = fields.used().contains(field);
        add(
            "pair.response-field-missing",
            sure ? Severity.ERROR : Severity.WARNING,
            sure ? 1 : 0.6,
            status + " " + field,
            "%s %s %s in answers of %s with status %d, and the contract has no such field."
                .formatted(
                    use.consumer(), sure ? "reads" : "knows", field, operation.element(), status),
            "Read a field that is there, or keep this one.",
            Touch.Part.RESPONSE_FIELD,
            field);
      }
    }

    private void contentTypeUndeclared(String type, String where, Map<String, Node> content) {
      boolean request = where.equals("request");
      add(
          "pair.content-type-undeclared",
          Severity.ERROR,
          1,
          where + " " + type,
          "%s %s %s as %s, and the contract has only %s."
              .formatted(
                  use.consumer(),
                  request ? "sends the body of" : "expects answers of",
                  operation.element(),
                  type,
                  String.join(", ", content.keySet())),
          "Use a content type that is declared, or declare this one.",
          Touch.Part.CONTENT_TYPE,
          type);
    }

    private static boolean isDeclared(String type, Map<String, Node> content) {
      return content.keySet().stream().anyMatch(range -> includes(range, type));
    }

    /** Whether a media type or range of a contract includes a type, parameters aside. */
    private static boolean includes(String range, String type) {
      String[] outer = range.split(";", 2)[0].split("/", 2);
      String[] inner = type.split(";", 2)[0].split("/", 2);
      return outer.length == 2
          && inner.length == 2
          && (outer[0].equals("*") || inner[0].equals("*") || outer[0].equals(inner[0]))
          && (outer[1].equals("*") || inner[1].equals("*") || outer[1].equals(inner[1]));
    }

    private static List<Node> jsonSchemas(Optional<String> type, Map<String, Node> content) {
      List<Node> schemas = new ArrayList<>();
      content.forEach(
          (name, schema) -> {
            boolean json = MediaTypes.isJson(name) || name.contains("*");
            boolean meant = type.map(t -> MediaTypes.isJson(t) && includes(name, t)).orElse(json);
            if (meant && schema.exists()) {
              schemas.add(schema);
            }
          });
      return schemas;
    }

    private void add(
        String rule,
        Severity severity,
        double share,
        String detail,
        String message,
        String mend,
        Touch.Part part,
        String name) {
      found.add(
          mismatch(
              use,
              rule,
              severity(use, severity),
              share,
              operation.key(),
              detail,
              message,
              mend,
              new Touch(operation.key(), part, name)));
    }
  }
}
