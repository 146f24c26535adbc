package dev.winnow.worker.consumer;

import dev.winnow.schemas.ConsumerUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Uses as a report names them. */
public final class ConsumerUses {
  private static final Comparator<ConsumerUse> ORDER =
      Comparator.comparing((ConsumerUse use) -> !use.getConfirmed())
          .thenComparing(ConsumerUse::getRepository)
          .thenComparing(ConsumerUse::getFile)
          .thenComparingInt(ConsumerUse::getLine)
          .thenComparing(ConsumerUse::getService)
          .thenComparing(ConsumerUse::getEvidence);

  private ConsumerUses() {}

  /**
   * A use as a report names it.
   *
   * @param confirmed whether it is known to break
   */
  public static ConsumerUse of(Use use, boolean confirmed) {
    return ConsumerUse.newBuilder()
        .setService(use.consumer())
        .setRepository(use.repository())
        .setFile(use.file())
        .setLine(use.line())
        .setEvidence(use.evidence())
        .setConfirmed(confirmed)
        .build();
  }

  /**
   * Each place once, confirmed if one of its uses is.
   *
   * @return those that are confirmed first, then by repository, file and line
   */
  public static List<ConsumerUse> distinct(Collection<ConsumerUse> uses) {
    Map<String, ConsumerUse> places = new TreeMap<>();
    for (ConsumerUse use : uses) {
      String place =
          String.join(
              "\n",
              use.getRepository(),
              use.getFile(),
              use.getLine() + " " + use.getEvidence(),
              use.getService());
      places.merge(place, use, (one, other) -> one.getConfirmed() ? one : other);
    }
    List<ConsumerUse> sorted = new ArrayList<>(places.values());
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }
}
