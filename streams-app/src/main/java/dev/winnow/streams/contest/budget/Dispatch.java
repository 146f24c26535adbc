package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Task;
import dev.winnow.schemas.Variant;
import dev.winnow.schemas.VariantTally;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which attempt is issued next: those of the variants in the task's order. A variant whose own cap
 * on money does not allow another attempt now is passed over, and comes back when one of its
 * attempts has cost less than was reserved for it.
 *
 * @param contest its cursor and the tallies of variants with a cap are moved on
 */
public record Dispatch(Task task, Contest contest) {

  /**
   * An attempt to issue.
   *
   * @param variant its index
   * @param number which attempt of the variant, from 1
   */
  public record Next(int variant, int number) {}

  /** The next attempt; empty if there is none now. */
  public Optional<Next> next() {
    for (int index : passedOver()) {
      Variant variant = task.getVariants().get(index);
      if (hasMore(variant) && affords(variant)) {
        return Optional.of(new Next(index, tally(variant).getIssued() + 1));
      }
    }
    for (int index = contest.getNextVariant(); index < task.getVariants().size(); index++) {
      Variant variant = task.getVariants().get(index);
      if (variant.getMoney().isEmpty()) {
        boolean isCursor = index == contest.getNextVariant();
        return Optional.of(new Next(index, isCursor ? contest.getNextNumber() : 1));
      }
      if (hasMore(variant) && affords(variant)) {
        return Optional.of(new Next(index, tally(variant).getIssued() + 1));
      }
    }
    return Optional.empty();
  }

  /** Whether an attempt that is out may make room for another of its variant. */
  public boolean isWaiting() {
    return task.getVariants().stream()
        .filter(variant -> contest.getVariants().containsKey(variant.getName()))
        .anyMatch(variant -> hasMore(variant) && tally(variant).getReserved().signum() > 0);
  }

  /** Moves on past an attempt that is issued. */
  public void issued(Next next) {
    Variant variant = task.getVariants().get(next.variant());
    if (variant.getMoney().isPresent()) {
      VariantTally tally = tally(variant);
      tally.setIssued(next.number());
      put(variant.getName(), tally);
    }
    if (next.variant() >= contest.getNextVariant()) {
      boolean isLast = next.number() >= variant.getAttempts();
      contest.setNextVariant(next.variant() + (isLast ? 1 : 0));
      contest.setNextNumber(isLast ? 1 : next.number() + 1);
    }
  }

  /** Whether a variant's own cap allows an attempt at its highest cost. */
  public boolean affords(Variant variant) {
    VariantTally tally = tally(variant);
    BigDecimal used = tally.getMoney().add(tally.getReserved());
    return variant.getMoney().isEmpty()
        || used.add(task.getAgent().getMaxCost()).compareTo(variant.getMoney().get()) <= 0;
  }

  /** Sets an attempt's highest cost aside in its variant's tally, if that has a cap. */
  public void reserve(Variant variant) {
    change(variant, task.getAgent().getMaxCost(), BigDecimal.ZERO);
  }

  /** Gives that back and books what the attempt cost. */
  public void settle(Variant variant, BigDecimal cost) {
    change(variant, task.getAgent().getMaxCost().negate(), cost);
  }

  /** Books what a run cost for which nothing is set aside. */
  public void book(Variant variant, BigDecimal cost) {
    change(variant, BigDecimal.ZERO, cost);
  }

  private void change(Variant variant, BigDecimal reserved, BigDecimal money) {
    if (variant.getMoney().isPresent()) {
      VariantTally tally = tally(variant);
      tally.setReserved(tally.getReserved().add(reserved));
      tally.setMoney(tally.getMoney().add(money));
      put(variant.getName(), tally);
    }
  }

  private List<Integer> passedOver() {
    if (contest.getVariants().isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, contest.getNextVariant())
        .filter(index -> contest.getVariants().containsKey(task.getVariants().get(index).getName()))
        .boxed()
        .toList();
  }

  private boolean hasMore(Variant variant) {
    return tally(variant).getIssued() < variant.getAttempts();
  }

  private VariantTally tally(Variant variant) {
    VariantTally known = contest.getVariants().get(variant.getName());
    return known == null
        ? new VariantTally(0, BigDecimal.ZERO, BigDecimal.ZERO)
        : VariantTally.newBuilder(known).build();
  }

  private void put(String name, VariantTally tally) {
    Map<String, VariantTally> tallies = new HashMap<>(contest.getVariants());
    tallies.put(name, tally);
    contest.setVariants(tallies);
  }
}
