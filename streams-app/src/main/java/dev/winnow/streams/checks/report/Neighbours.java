package dev.winnow.streams.checks.report;

import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.ProvidedContract;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.schemas.ServiceName;
import dev.winnow.schemas.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The repositories that a check has to look at besides its own: those that provide what it
 * consumes, and those that consume what it provides.
 *
 * @param list sorted by repository
 * @param digest changes when, and only when, a contract in one of them does; empty for none
 */
public record Neighbours(List<Neighbour> list, String digest) {
  private static final int DIGEST_LENGTH = 16;
  private static final String MESSAGE = "message ";

  /**
   * A repository by what its neighbours are found by.
   *
   * @param provided names of its services and messages
   * @param consumed names of services and messages that it uses
   */
  public record Known(RepositoryContracts contracts, Set<String> provided, Set<String> consumed) {
    public static Known of(RepositoryContracts contracts) {
      return new Known(contracts, Neighbours.provided(contracts), Neighbours.consumed(contracts));
    }
  }

  /**
   * Finds the neighbours of a repository.
   *
   * @param repository its name
   * @param own what it provides and consumes, as far as it is known: on its default branch, on the
   *     head that is to be checked
   * @param all what is known of all repositories
   */
  public static Neighbours of(
      String repository, List<RepositoryContracts> own, Iterable<Known> all) {
    Set<String> provided = new TreeSet<>();
    Set<String> consumed = new TreeSet<>();
    for (RepositoryContracts contracts : own) {
      provided.addAll(provided(contracts));
      consumed.addAll(consumed(contracts));
    }
    List<RepositoryContracts> found = new ArrayList<>();
    for (Known other : all) {
      if (!other.contracts().getRepository().getName().equals(repository)
          && (other.provided().stream().anyMatch(consumed::contains)
              || other.consumed().stream().anyMatch(provided::contains))) {
        found.add(other.contracts());
      }
    }
    found.sort(Comparator.comparing(each -> each.getRepository().getName()));
    return new Neighbours(found.stream().map(Neighbours::neighbour).toList(), digest(found));
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
