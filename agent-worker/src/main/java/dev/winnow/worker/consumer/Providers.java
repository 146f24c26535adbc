package dev.winnow.worker.consumer;

import dev.winnow.schemas.Evidence;
import dev.winnow.schemas.ServiceName;
import dev.winnow.worker.contract.openapi.Operation;
import dev.winnow.worker.contract.openapi.Response;
import dev.winnow.worker.contract.source.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All services that are known to provide something. Tells which of them a use is of: evidence names
 * providers as people do ({@code OrderService}, the title of a contract, a host), and a path in
 * code names none.
 */
public final class Providers {
  private final List<Provider> all;
  private final Map<String, SortedSet<String>> messages;
  private final SortedMap<String, SortedSet<String>> byName = new TreeMap<>();

  /**
   * @param all HTTP interfaces; a service may have several
   * @param messages full names of messages and {@code $id}s of schemas that services provide, by
   *     service
   */
  public Providers(Collection<Provider> all, Map<String, ? extends Collection<String>> messages) {
    this.all = all.stream().sorted(Comparator.comparing(Provider::service)).toList();
    this.messages = new TreeMap<>();
    messages.forEach((service, names) -> this.messages.put(service, new TreeSet<>(names)));
    for (Provider provider : this.all) {
      name(provider.service(), provider.service());
      name(provider.api().title(), provider.service());
    }
    this.messages.keySet().forEach(service -> name(service, service));
  }

  private void name(String name, String service) {
    if (!name.isBlank()) {
      byName.computeIfAbsent(ServiceName.normal(name), n -> new TreeSet<>()).add(service);
    }
  }

  List<Provider> of(String service) {
    return all.stream().filter(provider -> provider.service().equals(service)).toList();
  }

  /**
   * Says which service each use is of, by the service's own name, and what of it is used.
   *
   * @return the uses of which that is known, sorted; those of a service by itself are left out
   */
  public List<Use> attribute(Collection<Use> uses) {
    List<Use> known = new ArrayList<>();
    for (Use use : uses) {
      attribute(use)
          .filter(u -> !u.provider().orElse("").equals(u.consumer()))
          .ifPresent(known::add);
    }
    known.sort(Use.ORDER);
    return List.copyOf(known);
  }

  private Optional<Use> attribute(Use use) {
    if (use.target() instanceof Target.Message message) {
      return owner(message.name())
          .or(() -> use.provider().flatMap(this::service))
          .map(service -> use.attributedTo(service, message));
    }
    Optional<String> named = use.provider().flatMap(this::service);
    if (use.target() instanceof Target.Endpoint endpoint) {
      if (named.isPresent()) {
        return Optional.of(at(use, named.get(), endpoint));
      }
      boolean guess = !use.isStrong() && use.provider().isEmpty();
      return guess ? byPath(use, endpoint) : Optional.empty();
    }
    return named.map(service -> use.attributedTo(service, use.target()));
  }

  /** The one service that provides a message. */
  private Optional<String> owner(String message) {
    List<String> owners =
        messages.entrySet().stream()
            .filter(entry -> entry.getValue().contains(message))
            .map(Map.Entry::getKey)
            .toList();
    return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
  }

  /** The one service that a name, a title, a host or a URL means. */
  Optional<String> service(String name) {
    for (Provider provider : all) {
      if (provider.service().equals(name) || provider.api().title().equals(name)) {
        return Optional.of(provider.service());
      }
    }
    Set<String> meant = byName.getOrDefault(ServiceName.normal(name), new TreeSet<>());
    if (meant.isEmpty() && (name.contains("/") || name.contains("."))) {
      meant = new TreeSet<>();
      for (String part : name.split("[/.:]")) {
        meant.addAll(byName.getOrDefault(ServiceName.normal(part), new TreeSet<>()));
      }
    }
    return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
  }

  /** The one service that has a path, if no other could have it. */
  private Optional<Use> byPath(Use use, Target.Endpoint endpoint) {
    SortedSet<String> fitting = new TreeSet<>();
    SortedSet<String> alike = new TreeSet<>();
    for (Provider provider : all) {
      if (provider.at(endpoint.path()).fit() == Paths.Fit.YES) {
        fitting.add(provider.service());
      }
      if (provider.hasFamilyOf(endpoint.path())) {
        alike.add(provider.service());
      }
    }
    SortedSet<String> meant = fitting.isEmpty() ? alike : fitting;
    // A service that has such paths itself means its own.
    return meant.size() == 1 && !alike.contains(use.consumer())
        ? Optional.of(at(use, meant.first(), endpoint))
        : Optional.empty();
  }

  /** A path as the provider writes it, where that is clear. */
  private Use at(Use use, String service, Target.Endpoint endpoint) {
    for (Provider provider : of(service)) {
      Provider.Match match = provider.at(endpoint.path());
      if (match.fit() == Paths.Fit.YES) {
        String path = match.operations().get(0).path();
        Use placed = use.attributedTo(service, new Target.Endpoint(endpoint.method(), path));
        return endpoint
            .method()
            .flatMap(method -> provider.operation(method, path))
            .map(operation -> settled(placed, provider, operation))
            .orElse(placed);
      }
    }
    return use.attributedTo(service, endpoint);
  }

  /** A copy that leaves something out was made to measure: what is left in it is used. */
  private static Use settled(Use use, Provider provider, Operation operation) {
    if (use.evidence() != Evidence.CONTRACT_COPY || !isTrimmed(use, provider, operation)) {
      return use;
    }
    SortedMap<Integer, Answer> answers = new TreeMap<>();
    use.answers()
        .forEach(
            (status, answer) ->
                answers.put(
                    status, new Answer(answer.contentType(), answer.fields().map(Names::allUsed))));
    return use.with(use.sent(), answers);
  }

  private static boolean isTrimmed(Use use, Provider provider, Operation operation) {
    Schemas schemas = new Schemas(provider.api().documents());
    for (Map.Entry<Integer, Answer> entry : use.answers().entrySet()) {
      Optional<Names> copied = entry.getValue().fields();
      Optional<Response> response = operation.response(entry.getKey().toString());
      if (copied.isEmpty() || response.isEmpty()) {
        continue;
      }
      for (Node schema : response.get().content().values()) {
        boolean less =
            schema.exists()
                && schemas.fields(schema).stream()
                    .flatMap(SortedSet::stream)
                    .anyMatch(field -> !copied.get().mayUse(field));
        if (less) {
          return true;
        }
      }
    }
    return false;
  }
}
