package dev.winnow.streams.contest;

import dev.winnow.schemas.BehaviourGroup;
import dev.winnow.schemas.Standing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Candidates by what their tests came to. */
final class Behaviours {
  private static final int MOST = 20;

  private Behaviours() {}

  /**
   * Groups of those that behave alike, by attempts the largest first, then as on the board.
   *
   * @param ranked the board, first place first
   * @return at most 20 groups; none where no rung tells of its tests
   */
  static List<BehaviourGroup> of(List<Standing> ranked) {
    Map<String, BehaviourGroup> groups = new LinkedHashMap<>();
    for (Standing standing : ranked) {
      if (!standing.getBehaviour().isEmpty()) {
        BehaviourGroup group =
            groups.computeIfAbsent(
                standing.getBehaviour(),
                key -> new BehaviourGroup(key, standing.getAttemptId(), 0, 0));
        group.setClusters(group.getClusters() + 1);
        group.setAttempts(group.getAttempts() + standing.getSize());
      }
    }
    return groups.values().stream()
        .sorted(Comparator.comparingInt(BehaviourGroup::getAttempts).reversed())
        .limit(MOST)
        .toList();
  }
}
