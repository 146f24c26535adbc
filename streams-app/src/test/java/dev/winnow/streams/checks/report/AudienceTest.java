package dev.winnow.streams.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.HostedRepository;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceTest {
  private static final Audience AUDIENCE = new Audience(Set.of("Acme", "labs"));

  @ParameterizedTest
  @CsvSource({
    "acme/a public, acme/b public, true",
    "acme/a private, acme/b public, true",
    "acme/a private, acme/b private, true",
    "acme/a public, acme/b private, false",
    "acme/a public, Labs/b public, true",
    "acme/a private, evil/b private, false",
    "evil/a private, acme/b public, false",
    "evil/a private, evil/b private, true",
  })
  void shouldNameOnlyWhatEveryReaderMayKnow(String reader, String other, boolean expected) {
    assertThat(AUDIENCE.mayLearn(repository(reader), repository(other))).isEqualTo(expected);
  }

  private static HostedRepository repository(String text) {
    String[] words = text.split(" ");
    return new HostedRepository(1L, words[0], "/git", "main", "", words[1].equals("private"));
  }
}
