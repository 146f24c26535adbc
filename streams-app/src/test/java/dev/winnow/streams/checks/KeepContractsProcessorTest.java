package dev.winnow.streams.checks;

import static dev.winnow.streams.checks.PullRequests.SHOP;
import static dev.winnow.streams.checks.PullRequests.commit;
import static dev.winnow.streams.checks.PullRequests.contracts;
import static dev.winnow.streams.checks.PullRequests.repository;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.RepositoryContracts;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepContractsProcessorTest {
  private static final RepositoryContracts KNOWN =
      contracts(SHOP, 'a', List.of("orders"), List.of("mail"));

  @Test
  void shouldBeNoNewsWhenACommitChangesNoContract() {
    assertThat(isNews(next().setPushedAt(PullRequests.START.plusSeconds(1)))).isFalse();
  }

  @Test
  void shouldBeNewsWhenFilesOrRepositoryOrWhatIsFoundInThemChanges() {
    RepositoryContracts other = contracts(SHOP, 'a', List.of("bills"), List.of("sms"));

    assertThat(isNews(next().setDigest("another"))).isTrue();
    assertThat(isNews(next().setRepository(repository(SHOP.getId(), "acme/store")))).isTrue();
    assertThat(isNews(next().setProvides(other.getProvides()))).isTrue();
    assertThat(isNews(next().setConsumes(other.getConsumes()))).isTrue();
  }

  @Test
  void shouldBeNewsWhenARepositoryComesOrGoes() {
    assertThat(KeepContractsProcessor.isChange(null, KNOWN)).isTrue();
    assertThat(KeepContractsProcessor.isChange(KNOWN, null)).isTrue();
  }

  private static RepositoryContracts.Builder next() {
    return RepositoryContracts.newBuilder(KNOWN).setCommit(commit('b'));
  }

  private static boolean isNews(RepositoryContracts.Builder next) {
    return KeepContractsProcessor.isChange(KNOWN, next.build());
  }
}
