package dev.winnow.worker.agent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run has taken so far, as one source tells it. Not safe for several threads. */
final class Figures {
  private static final int DECIMALS = 6;

  private final Prices prices;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(String model, Tokens tokens, Optional<BigDecimal> told) {}

  Figures(Prices prices) {
    this.prices = prices;
  }

  /**
   * Takes a figure, in place of what was there under the same key.
   *
   * @param key what it is of: an answer, a session, a model
   * @param model which model; empty if it is not known
   * @param tokens what it took
   * @param told what the tool says that it cost; empty if it does not tell
   */
  void put(String key, String model, Tokens tokens, Optional<BigDecimal> told) {
    entries.put(key, new Entry(model, tokens, told));
  }

  /** The tokens under a key, none if there is nothing. */
  Tokens tokens(String key) {
    return entries.containsKey(key) ? entries.get(key).tokens() : Tokens.NONE;
  }

  /** Forgets all: better figures of the same follow. */
  void clear() {
    entries.clear();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** All tokens by model. */
  Map<String, Tokens> byModel() {
    Map<String, Tokens> sums = new TreeMap<>();
    entries.values().forEach(entry -> sums.merge(entry.model(), entry.tokens(), Tokens::plus));
    return sums;
  }

  /** Models whose price is not known, though they took tokens. */
  Set<String> unpriced() {
    Set<String> unpriced = new TreeSet<>();
    for (Entry entry : entries.values()) {
      if (price(entry).isEmpty()) {
        unpriced.add(entry.model());
      }
    }
    return unpriced;
  }

  /** US dollars, scale 6; empty if there is no figure, or one has no price. */
  Optional<BigDecimal> cost() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Entry entry : entries.values()) {
      Optional<BigDecimal> price = price(entry);
      if (price.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(price.get());
    }
    return isEmpty() ? Optional.empty() : Optional.of(sum.setScale(DECIMALS, RoundingMode.HALF_UP));
  }

  /**
   * The worker's own price goes before what the tool says, for it may be a gateway's or a
   * contract's. A tool that says 0 for tokens does not know the price.
   */
  private Optional<BigDecimal> price(Entry entry) {
    if (entry.tokens().equals(Tokens.NONE)) {
      return Optional.of(entry.told().orElse(BigDecimal.ZERO));
    }
    Tokens tokens = entry.tokens();
    return prices
        .own(entry.model())
        .map(price -> price.of(tokens))
        .or(() -> entry.told().filter(cost -> cost.signum() > 0))
        .or(() -> prices.bundled(entry.model()).map(price -> price.of(tokens)));
  }
}
