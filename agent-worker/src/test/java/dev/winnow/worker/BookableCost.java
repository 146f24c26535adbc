package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.spec.TaskRules;
import java.math.BigDecimal;
import java.util.Optional;

/** A cost that a record can hold, whatever an agent or a judge said. */
public final class BookableCost {
  private BookableCost() {}

  /** Fails if there is a cost that is out of bounds, or has another scale than records have. */
  public static void check(Optional<BigDecimal> cost) {
    cost.ifPresent(
        each -> {
          assertThat(each).isBetween(BigDecimal.ZERO, TaskRules.MOST_COST);
          assertThat(each.scale()).isEqualTo(6);
        });
  }
}
