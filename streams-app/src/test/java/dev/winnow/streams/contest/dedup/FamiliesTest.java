package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FamiliesTest {
  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";
  private static final String C = "cccccccccccccccc";

  private final Families families = new Families(0.6);
  private final MapIndex index = new MapIndex();

  @Test
  void shouldFoundAFamilyWhenNothingIsAlike() {
    assertThat(index.add(families, A, Prints.of(Prints.range(0, 10), 1, 2)))
        .isEqualTo(new Families.Place(A, true, 1));
    assertThat(index.add(families, B, Prints.of(Prints.range(100, 110), 1, 2)).isFounder())
        .isTrue();
  }

  @Test
  void shouldJoinWhenSimilarityReachesTheThreshold() {
    index.add(families, A, Prints.of(Prints.range(0, 8), 1, 2));

    Families.Place place = index.add(families, B, Prints.of(Prints.range(2, 10), 9, 2));

    assertThat(place).isEqualTo(new Families.Place(A, false, 0.6));
  }

  @Test
  void shouldNotSeeAFamilyWithWhichNoBandIsShared() {
    index.add(families, A, Prints.of(Prints.range(0, 10), 1, 2));

    // The same hash in another band is no shared band.
    assertThat(index.add(families, B, Prints.of(Prints.range(0, 10), 2, 1)).isFounder()).isTrue();
  }

  @Test
  void shouldJoinTheMostAlikeWhenSeveralAre() {
    index.add(families, A, Prints.of(Prints.range(0, 10), 1, 2));
    index.add(families, B, Prints.of(Prints.range(4, 14), 1, 2));

    assertThat(index.add(families, C, Prints.of(Prints.range(3, 13), 1, 2)).familyId())
        .isEqualTo(B);
  }

  @Test
  void shouldJoinTheFirstComerWhenTwoAreEquallyAlike() {
    Fingerprint between = Prints.of(Prints.range(2, 12), 1, 2);
    index.add(families, B, Prints.of(Prints.range(0, 10), 1, 2));
    index.add(families, A, Prints.of(Prints.range(4, 14), 1, 2));

    assertThat(index.add(families, C, between)).isEqualTo(new Families.Place(B, false, 8 / 12.0));
  }

  @Test
  void shouldBeHeldAgainstFirstMembersOnly() {
    index.add(families, A, Prints.of(Prints.range(0, 8), 1));
    index.add(families, B, Prints.of(Prints.range(2, 10), 1));

    // Like the second member, not like the first.
    assertThat(index.add(families, C, Prints.of(Prints.range(4, 12), 1)).isFounder()).isTrue();
  }

  @Test
  void shouldFoundAFamilyWhenThePatchCannotBeCompared() {
    index.add(families, A, Prints.of(Prints.range(0, 10), 1));

    assertThat(families.place(B, Optional.empty(), index))
        .isEqualTo(new Families.Place(B, true, 1));
  }

  @Test
  void shouldLookAtTheFirstComersOnlyWhenABucketIsFull() {
    FamilyIndex full =
        new FamilyIndex() {
          @Override
          public List<Entry> bucket(int band, long hash, int limit) {
            assertThat(limit).isEqualTo(Families.BUCKET_LIMIT);
            return java.util.stream.IntStream.range(0, limit)
                .mapToObj(i -> new Entry(band * limit + i, "%016x".formatted(band * limit + i)))
                .toList();
          }

          private int looked;

          @Override
          public Optional<Fingerprint> founder(String familyId) {
            looked++;
            assertThat(looked).isLessThanOrEqualTo(Families.COMPARISON_LIMIT);
            return Optional.of(Prints.of(Prints.range(0, 10), new long[32]));
          }
        };

    assertThat(families.place(A, Optional.of(Prints.of(Prints.range(0, 10), new long[32])), full))
        .isEqualTo(new Families.Place("0000000000000000", false, 1));
  }

  @Test
  void shouldRefuseAThresholdThatIsNoSimilarity() {
    assertThatThrownBy(() -> new Families(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Families(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
