package dev.winnow.worker.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.openapi.Api;
import dev.winnow.worker.contract.openapi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An HTTP interface of a service. Each use in each file is held against all of its paths. */
public final class Provider {
  /** First segments that say nothing of what an interface is about. */
  private static final Set<String> COMMON =
      Set.of(
          "api",
          "apis",
          "rest",
          "internal",
          "public",
          "private",
          "health",
          "healthz",
          "status",
          "metrics",
          "ping",
          "version",
          "login",
          "logout",
          "auth",
          "admin",
          "docs",
          "info");

  private static final Pattern VERSION = Pattern.compile("v\\d{1,3}(\\.\\d{1,3})?");

  private final String service;
  private final Api api;
  private final List<Template> templates;
  private final List<List<String>> basePaths;

  /** What its paths begin with, below what is common to all: {@code orders}. */
  private final SortedSet<String> families = new TreeSet<>();

  /**
   * @param service name of the service
   * @param api what it promises
   */
  public Provider(String service, Api api) {
    this.service = service;
    this.api = api;
    this.templates = api.operations().stream().map(Template::of).toList();
    this.basePaths = api.operations().stream().map(Operation::basePaths).distinct().toList();
    for (Operation operation : api.operations()) {
      family(operation.path(), operation.basePaths()).ifPresent(families::add);
    }
  }

  /** An operation's path, taken apart. */
  private record Template(
      Operation operation, List<String> segments, int literals, List<List<String>> bases) {
    static Template of(Operation operation) {
      List<String> segments = Paths.segments(operation.path());
      return new Template(
          operation,
          segments,
          Paths.literals(segments),
          operation.basePaths().stream().map(Paths::segments).toList());
    }
  }

  /** Name of the service. */
  public String service() {
    return service;
  }

  /** What it promises. */
  public Api api() {
    return api;
  }

  /**
   * What is known of a path at a provider.
   *
   * @param fit whether there is such a path
   * @param operations the operations at it, best fit only
   */
  record Match(Paths.Fit fit, List<Operation> operations) {}

  /** The operations at a path, whatever their method. */
  Match at(String path) {
    List<Operation> best = new ArrayList<>();
    Paths.Fit fit = Paths.Fit.NO;
    int literals = -1;
    List<String> used = Paths.segments(path);
    for (Template template : templates) {
      Paths.Fit here = fit(used, template);
      int weight = template.literals();
      if (here == Paths.Fit.NO || here.compareTo(fit) < 0) {
        continue;
      }
      if (here.compareTo(fit) > 0 || weight > literals) {
        best.clear();
        literals = weight;
      }
      fit = here;
      if (weight == literals) {
        best.add(template.operation());
      }
    }
    return new Match(fit, best);
  }

  private static Paths.Fit fit(List<String> used, Template template) {
    Paths.Fit best = Paths.fit(used, template.segments());
    for (List<String> before : template.bases()) {
      boolean longer = used.size() > before.size() && !before.isEmpty();
      if (longer && Paths.fit(used.subList(0, before.size()), before) != Paths.Fit.NO) {
        Paths.Fit here = Paths.fit(used.subList(before.size(), used.size()), template.segments());
        best = here.compareTo(best) > 0 ? here : best;
      }
    }
    return best;
  }

  /** The one operation that a method and a path mean for sure. */
  Optional<Operation> operation(String method, String path) {
    Match match = at(path);
    return match.fit() == Paths.Fit.YES
        ? match.operations().stream().filter(o -> o.method().equals(method)).findFirst()
        : Optional.empty();
  }

  /** Whether the contract has a path that fits and says nothing that can be read of it. */
  boolean leavesOpen(String path) {
    List<String> used = Paths.segments(path);
    for (Map.Entry<String, JsonNode> item : api.root().value().path("paths").properties()) {
      boolean fits = Paths.fit(used, Paths.segments(item.getKey())) != Paths.Fit.NO;
      if (fits && (item.getValue().has("$ref") || !item.getValue().isObject())) {
        return true;
      }
    }
    boolean openBase =
        api.operations().stream()
            .anyMatch(o -> o.basePaths().stream().anyMatch(base -> base.contains("{")));
    return openBase && hasSuffixOf(path);
  }

  /** Whether there is a path once some of the first segments are left out. */
  boolean hasSuffixOf(String path) {
    List<String> segments = Paths.segments(path);
    for (int from = 1; from < segments.size(); from++) {
      if (at("/" + String.join("/", segments.subList(from, segments.size()))).fit()
          == Paths.Fit.YES) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path begins as the provider's own do. */
  boolean hasFamilyOf(String path) {
    return basePaths.stream()
        .map(bases -> family(path, bases))
        .flatMap(Optional::stream)
        .anyMatch(families::contains);
  }

  /** The first segment of a path that says what it is about. */
  static Optional<String> family(String path, List<String> basePaths) {
    List<String> segments = Paths.segments(path);
    for (String base : basePaths) {
      List<String> before = Paths.segments(base);
      if (!before.isEmpty()
          && segments.size() > before.size()
          && segments.subList(0, before.size()).equals(before)) {
        segments = segments.subList(before.size(), segments.size());
        break;
      }
    }
    return segments.stream()
        .filter(s -> !COMMON.contains(s) && !VERSION.matcher(s).matches())
        .findFirst()
        .filter(s -> !s.contains(Paths.ANY));
  }
}
