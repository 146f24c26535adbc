package dev.winnow.streams.checks;

import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.checks.report.Audience;
import dev.winnow.streams.checks.report.Neighbours;
import dev.winnow.streams.checks.store.ContractStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Neighbours among all repositories, which are read again when one has changed. */
final class KnownNeighbours {
  private final Audience audience;
  private final IndexRevision index;
  private final ContractStore contracts;
  private long loaded = -1;
  private List<Neighbours.Known> known = List.of();

  KnownNeighbours(ChecksConfig config, IndexRevision index, ContractStore contracts) {
    this.audience = new Audience(config.owners());
    this.index = index;
    this.contracts = contracts;
  }

  /**
   * The neighbours of a repository.
   *
   * @param head what the commit in question provides and consumes, if that is known, besides what
   *     its default branch does
   */
  Neighbours of(HostedRepository repository, Optional<RepositoryContracts> head) {
    List<RepositoryContracts> own = new ArrayList<>();
    contracts.get(repository.getName()).ifPresent(own::add);
    head.ifPresent(own::add);
    return Neighbours.of(repository, own, known(), audience);
  }

  /** There may be thousands. */
  private List<Neighbours.Known> known() {
    long revision = index.records();
    if (revision != loaded) {
      known = Neighbours.Known.all(contracts.all());
      loaded = revision;
    }
    return known;
  }
}
