package dev.winnow.worker.agent;

import dev.winnow.schemas.spec.TaskRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run has taken so far, as one source tells it. What was counted once is never taken back:
 * whoever can print in the tool's name may make the run dearer, and not cheaper. Of the many
 * figures that such a one may print the last are kept, and a sum of all. Not safe for several
 * threads.
 */
final class Figures {
  /** How many figures may still be raised. */
  static final int MOST_KEPT = 10_000;

  private static final int DECIMALS = 6;
  private static final int MOST_MODELS = 1_000;
  private static final int LONGEST_NAME = 200;

  private final Prices prices;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Tokens> sums = new TreeMap<>();
  private final Map<String, Integer> unpriced = new TreeMap<>();
  private BigDecimal total = BigDecimal.ZERO;

  private record Entry(
      String model, Tokens tokens, Optional<BigDecimal> told, Optional<BigDecimal> price) {}

  Figures(Prices prices) {
    this.prices = prices;
  }

  /**
   * Takes a figure; it raises what was there under the same key.
   *
   * @param key what it is of: an answer, a session, a model
   * @param model which model; empty if it is not known
   * @param tokens what it took
   * @param told what the tool says that it cost; empty if it does not tell
   */
  void put(String key, String model, Tokens tokens, Optional<BigDecimal> told) {
    String id = bounded(key);
    Entry old = entries.get(id);
    String name = known(old == null || old.model().isEmpty() ? bounded(model) : old.model());
    Tokens most = old == null ? tokens : tokens.max(old.tokens());
    Optional<BigDecimal> cost = old == null ? told : larger(told, old.told());
    Optional<BigDecimal> price = price(name, most, cost);
    if (old != null) {
      price = price.map(now -> now.max(old.price().orElse(now)));
      sums.merge(old.model(), old.tokens(), Tokens::minus);
      total = total.subtract(old.price().orElse(BigDecimal.ZERO));
      if (old.price().isEmpty()) {
        unpriced.computeIfPresent(old.model(), (each, n) -> n == 1 ? null : n - 1);
      }
    }
    sums.merge(name, most, Tokens::plus);
    total = total.add(price.orElse(BigDecimal.ZERO));
    if (price.isEmpty()) {
      unpriced.merge(name, 1, Integer::sum);
    }
    entries.put(id, new Entry(name, most, cost, price));
    if (entries.size() > MOST_KEPT) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** A name that is worth being remembered. */
  static String bounded(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** The larger of two sums of which each may be unknown. */
  static Optional<BigDecimal> larger(Optional<BigDecimal> a, Optional<BigDecimal> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().max(b.get())) : a.or(() -> b);
  }

  private String known(String model) {
    return sums.size() < MOST_MODELS || sums.containsKey(model) ? model : "";
  }

  /** The tokens under a key, none if there is nothing. */
  Tokens tokens(String key) {
    Entry entry = entries.get(bounded(key));
    return entry == null ? Tokens.NONE : entry.tokens();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** All tokens by model. */
  Map<String, Tokens> byModel() {
    Map<String, Tokens> known = new TreeMap<>(sums);
    // A figure whose model was told later has left nothing under the empty name.
    known.remove("", Tokens.NONE);
    return known;
  }

  /** Models whose price is not known, though they took tokens. */
  Set<String> unpriced() {
    return new TreeSet<>(unpriced.keySet());
  }

  /** US dollars, scale 6; empty if there is no figure, or one has no price. */
  Optional<BigDecimal> cost() {
    return isEmpty() || !unpriced.isEmpty() ? Optional.empty() : Optional.of(least());
  }

  /** US dollars, scale 6, of what has a price; {@link TaskRules#MOST_COST} at most. */
  BigDecimal least() {
    return total.min(TaskRules.MOST_COST).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /**
   * The worker's own price goes before what the tool says, for it may be a gateway's or a
   * contract's. A tool that says 0 for tokens does not know the price.
   */
  private Optional<BigDecimal> price(String model, Tokens tokens, Optional<BigDecimal> told) {
    if (tokens.equals(Tokens.NONE)) {
      return Optional.of(told.orElse(BigDecimal.ZERO));
    }
    return prices
        .own(model)
        .map(price -> price.of(tokens))
        .or(() -> told.filter(cost -> cost.signum() > 0))
        .or(() -> prices.bundled(model).map(price -> price.of(tokens)));
  }
}
