package dev.winnow.worker.consumer;

import dev.winnow.schemas.ServiceName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The services of one repository and what they say that they use. */
public final class Services {
  private final List<Service> all;
  private final List<Declaration> declarations;

  /**
   * @param all the services of the repository; folders may be nested, the innermost owns a file
   * @param declarations what the repository declares that they use
   */
  public Services(List<Service> all, List<Declaration> declarations) {
    this.all =
        all.stream()
            .sorted(
                Comparator.comparingInt((Service s) -> -s.folder().length())
                    .thenComparing(Service::folder)
                    .thenComparing(Service::name))
            .toList();
    this.declarations = List.copyOf(declarations);
  }

  /** {@code <owner>/<name>}; empty if it has no services. */
  String repository() {
    return all.isEmpty() ? "" : all.get(0).repository();
  }

  /** The service that a file belongs to. */
  Optional<Service> owner(String file) {
    return all.stream().filter(service -> service.owns(file)).findFirst();
  }

  Optional<Service> named(String name) {
    return all.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  /** The one service of this repository that a name means, however it is written. */
  Optional<Service> meant(String name) {
    if (named(name).isPresent()) {
      return named(name);
    }
    List<Service> alike =
        all.stream()
            .filter(s -> ServiceName.normal(s.name()).equals(ServiceName.normal(name)))
            .toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  /** The service of this repository whose own contract a file is. */
  Optional<Service> providerOf(String file) {
    return all.stream().filter(service -> service.provided().contains(file)).findFirst();
  }

  /** The declaration that a file is a copy of another service's contract. */
  Optional<Declaration> declaredCopy(String file) {
    return declarations.stream().filter(d -> d.copies().contains(file)).findFirst();
  }

  List<Declaration> declarations() {
    return declarations;
  }
}
