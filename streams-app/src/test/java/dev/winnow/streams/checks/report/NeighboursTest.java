package dev.winnow.streams.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Neighbour;
import dev.winnow.schemas.RepositoryContracts;
import dev.winnow.streams.checks.PullRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
  private static final String OWN = "shop";
  private static final String OTHER = "prices";

  /** One of them provides; by its name it would come first. */
  @ParameterizedTest
  @CsvSource({"200, 0, true", "201, 1, false"})
  void shouldLookAt200RepositoriesConsumersFirstAndTellOfMore(
      int all, int omitted, boolean hasProvider) {
    List<RepositoryContracts> known = new ArrayList<>();
    known.add(contracts(2, "acme/a-provider", List.of(OTHER), List.of()));
    for (int i = 1; i < all; i++) {
      known.add(contracts(2 + i, "acme/consumer-%03d".formatted(i), List.of(), List.of(OWN)));
    }
    RepositoryContracts own = contracts(1, "acme/shop", List.of(OWN), List.of(OTHER));

    Neighbours neighbours =
        Neighbours.of(
            own.getRepository(), List.of(own), Neighbours.Known.all(known), new Audience(Set.of()));

    assertThat(neighbours.list()).hasSize(200);
    assertThat(neighbours.omitted()).isEqualTo(omitted);
    assertThat(neighbours.list())
        .extracting(Neighbour::getRepository)
        .satisfies(names -> assertThat(names.contains("acme/a-provider")).isEqualTo(hasProvider));
  }

  private static RepositoryContracts contracts(
      long id, String name, List<String> provides, List<String> consumes) {
    return PullRequests.contracts(PullRequests.repository(id, name), 'a', provides, consumes);
  }
}
