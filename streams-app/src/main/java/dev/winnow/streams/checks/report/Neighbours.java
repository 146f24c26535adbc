package dev.winnow.streams.checks.report;

import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.ServiceName;
import dev.winnow.schemas.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * The repositories that a check has to look at besides its own: those that provide what it
 * consumes, and those that consume what it provides.
 *
 * @param list sorted by repository
 * @param omitted how many there are beyond those listed
 * @param digest changes when, and only when, a contract in one of them does; empty for none
 */
public record Neighbours(List<Neighbour> list, int omitted, String digest) {
  /** So many are looked at: each is a repository to fetch. */
  static final int MOST = 200;

  private static final int DIGEST_LENGTH = 16;
  private static final String MESSAGE = "message ";

  /**
   * A repository by what its neighbours are found by.
   *
   * @param provided names of its services and messages
   * @param consumed names of services and messages that it uses
   */
  public record Known(RepositoryContracts contracts, Set<String> provided, Set<String> consumed) {
    static Known of(RepositoryContracts contracts) {
      return new Known(contracts, Neighbours.provided(contracts), Neighbours.consumed(contracts));
    }

    /** Each repository once: one that was renamed is still there by its earlier name. */
    public static List<Known> all(Collection<RepositoryContracts> contracts) {
      Map<Long, RepositoryContracts> newest = new HashMap<>();
      for (RepositoryContracts each : contracts) {
        newest.merge(each.getRepository().getId(), each, BinaryOperator.maxBy(Neighbours.BY_AGE));
      }
      return newest.values().stream().map(Known::of).toList();
    }

    private boolean isUsedBy(Set<String> names) {
      return provided.stream().anyMatch(names::contains);
    }

    private boolean uses(Set<String> names) {
      return consumed.stream().anyMatch(names::contains);
    }
  }

  private static final Comparator<RepositoryContracts> BY_AGE =
      Comparator.comparing(RepositoryContracts::getPushedAt)
          .thenComparing(RepositoryContracts::getSource)
          .thenComparing(each -> each.getRepository().getName());

  /**
   * Finds the neighbours of a repository.
   *
   * @param repository the repository
   * @param own what it provides and consumes, as far as it is known: on its default branch, on the
   *     head that is to be checked
   * @param all what is known of all repositories
   * @param audience which of them it may learn of
   */
  public static Neighbours of(
      HostedRepository repository,
      List<RepositoryContracts> own,
      Iterable<Known> all,
      Audience audience) {
    Set<String> provided = new TreeSet<>();
    Set<String> consumed = new TreeSet<>();
    for (RepositoryContracts contracts : own) {
      provided.addAll(provided(contracts));
      consumed.addAll(consumed(contracts));
    }
    List<RepositoryContracts> consumers = new ArrayList<>();
    List<RepositoryContracts> providers = new ArrayList<>();
    for (Known other : all) {
      HostedRepository candidate = other.contracts().getRepository();
      if (candidate.getId() == repository.getId() || !audience.mayLearn(repository, candidate)) {
        continue;
      }
      if (other.uses(provided)) {
        consumers.add(other.contracts());
      } else if (other.isUsedBy(consumed)) {
        providers.add(other.contracts());
      }
    }
    Comparator<RepositoryContracts> byName =
        Comparator.comparing(each -> each.getRepository().getName());
    // Who is hit by a change matters most.
    List<RepositoryContracts> found =
        Stream.concat(consumers.stream().sorted(byName), providers.stream().sorted(byName))
            .limit(MOST)
            .sorted(byName)
            .toList();
    return new Neighbours(
        found.stream().map(Neighbours::neighbour).toList(),
        consumers.size() + providers.size() - found.size(),
        digest(found));
  }

  /** Names of its services, and full names of its messages: a copy of a schema names no service. */
  private static Set<String> provided(RepositoryContracts contracts) {
    Set<String> names = new TreeSet<>();
    for (ProvidedContract each : contracts.getProvides()) {
      names.add(ServiceName.normal(each.getService()));
      if (each.getKind() != ContractKind.OPENAPI) {
        each.getElements().forEach(element -> names.add(MESSAGE + element));
      }
    }
    return names;
  }

  private static Set<String> consumed(RepositoryContracts contracts) {
    Set<String> names = new TreeSet<>();
    for (ConsumedContract each : contracts.getConsumes()) {
      names.add(
          each.getProvider().isEmpty()
              ? MESSAGE + each.getElement()
              : ServiceName.normal(each.getProvider()));
    }
    return names;
  }

  private static Neighbour neighbour(RepositoryContracts contracts) {
    return new Neighbour(
        contracts.getRepository().getName(),
        contracts.getRepository().getCloneUrl(),
        contracts.getCommit());
  }

  private static String digest(List<RepositoryContracts> found) {
    if (found.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    found.forEach(
        each ->
            text.append(each.getRepository().getName())
                .append(' ')
                .append(each.getDigest())
                .append('\n'));
    return Sha256.hex(text.toString()).substring(0, DIGEST_LENGTH);
  }
}
