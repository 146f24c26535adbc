package dev.winnow.streams.contest.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Spend;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LedgerTest {
  private static final BigDecimal WORST = new BigDecimal("0.10");

  /** Whatever orders cost up to their reservation, and in whatever order they settle. */
  @Property
  void shouldNeverPassTheCapWhenOrdersCostUpToTheirReservation(
      @ForAll List<@IntRange(min = 0, max = 10) Integer> cents) {
    Ledger ledger = ledger("0.73");
    Deque<BigDecimal> open = new ArrayDeque<>();
    for (int cost : cents) {
      while (ledger.affords(WORST)) {
        ledger = ledger.reserve(WORST);
        open.add(WORST);
      }
      if (!open.isEmpty()) {
        ledger = ledger.settle(open.remove(), BigDecimal.valueOf(cost, 2));
      }
      assertThat(ledger.spend().getMoney().add(ledger.spend().getReserved()))
          .isLessThanOrEqualTo(new BigDecimal("0.73"));
    }
    assertThat(ledger.spend().getReserved())
        .isEqualByComparingTo(WORST.multiply(BigDecimal.valueOf(open.size())));
  }

  @Example
  void shouldRefuseToReserveWhenTheCapWouldBePassed() {
    Ledger ledger = ledger("0.15").reserve(WORST);

    assertThat(ledger.affords(WORST)).isFalse();
    assertThatThrownBy(() -> ledger.reserve(WORST)).isInstanceOf(IllegalStateException.class);
  }

  @Example
  void shouldAffordWhatCostsNothingWhenTheCapIsPassed() {
    Ledger ledger = ledger("0.15").book(new BigDecimal("0.20"));

    assertThat(ledger.affords(new BigDecimal("0.000000"))).isTrue();
    assertThat(ledger.affords(new BigDecimal("0.000001"))).isFalse();
  }

  @Example
  void shouldAffordAnythingWhenThereIsNoCap() {
    Ledger ledger = new Ledger(Optional.empty(), spend());

    assertThat(ledger.affords(new BigDecimal("1e9"))).isTrue();
  }

  private static Ledger ledger(String cap) {
    return new Ledger(Optional.of(new BigDecimal(cap)), spend());
  }

  private static Spend spend() {
    return new Spend(BigDecimal.ZERO, BigDecimal.ZERO, 0L, 0L);
  }
}
