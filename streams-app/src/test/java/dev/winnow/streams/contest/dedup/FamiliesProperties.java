package dev.winnow.streams.contest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FamiliesProperties {
  /** Ids are hashes: which one a cluster has must not decide where it belongs. */
  @Property(tries = 200)
  void shouldFormTheSameFamiliesWhenClustersHaveOtherIds(
      @ForAll("windows") List<Integer> windows, @ForAll long key) {
    assertThat(families(windows, 0)).isEqualTo(families(windows, key));
  }

  @Property(tries = 200)
  void shouldKeepEachMemberAsLikeItsFounderAsAsked(@ForAll("windows") List<Integer> windows) {
    List<Integer> families = families(windows, 0);

    for (int i = 0; i < windows.size(); i++) {
      Fingerprint founder = print(windows.get(families.get(i)));
      assertThat(print(windows.get(i)).similarityTo(founder)).isGreaterThanOrEqualTo(0.7);
    }
  }

  /** Overlapping ranges of numbers, told by where they begin. */
  @Provide
  Arbitrary<List<Integer>> windows() {
    return Arbitraries.integers().between(0, 60).list().ofMinSize(1).ofMaxSize(30);
  }

  /** For each cluster, which one founded its family. */
  private static List<Integer> families(List<Integer> windows, long key) {
    Families families = new Families(0.7);
    MapIndex index = new MapIndex();
    List<String> ids = new ArrayList<>();
    List<Integer> founders = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      ids.add(HexFormat.of().toHexDigits((i + 1L) * 0x9e3779b97f4a7c15L ^ key));
      founders.add(ids.indexOf(index.add(families, ids.get(i), print(windows.get(i))).familyId()));
    }
    return founders;
  }

  private static Fingerprint print(int start) {
    return Prints.of(Prints.range(start, start + 40L), start / 20, start / 7, 3);
  }
}
