package dev.winnow.worker.contract.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Tells for simple regular expressions whether all that one matches, the other matches: those made
 * of characters and classes with a number of repeats each, from start to end. Of any others only
 * equal ones are known to be so.
 */
final class PatternOrder {
  private static final int CHARACTERS = 256;
  private static final int MANY = 1_000_000;

  /** One step of a pattern: which characters, and how many of them. */
  private record Step(BitSet characters, int least, int most) {}

  private final String pattern;
  private int at;

  private PatternOrder(String pattern) {
    this.pattern = pattern;
  }

  /** Whether all that the first matches the second matches for sure. */
  static boolean isWithin(String first, String second) {
    if (first.equals(second) || second.isEmpty() || second.equals(".*") || second.equals("^.*$")) {
      return true;
    }
    Optional<List<Step>> one = new PatternOrder(first).read();
    Optional<List<Step>> other = new PatternOrder(second).read();
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    List<Step> narrow = one.get();
    List<Step> wide = other.get();
    if (wide.size() == 1 && narrow.size() > 1) {
      return isWithin(joined(narrow), wide.get(0));
    }
    if (narrow.size() != wide.size()) {
      return false;
    }
    for (int i = 0; i < narrow.size(); i++) {
      if (!isWithin(narrow.get(i), wide.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How long a text must at least be to match; empty if that cannot be told. */
  static Optional<BigDecimal> shortest(String pattern) {
    return new PatternOrder(pattern).read().map(steps -> BigDecimal.valueOf(joined(steps).least()));
  }

  /** How long a text may at most be to match; empty if there is no such length. */
  static Optional<BigDecimal> longest(String pattern) {
    return new PatternOrder(pattern)
        .read()
        .map(steps -> joined(steps).most())
        .filter(most -> most < MANY)
        .map(BigDecimal::valueOf);
  }

  private static boolean isWithin(Step narrow, Step wide) {
    BitSet outside = (BitSet) narrow.characters().clone();
    outside.andNot(wide.characters());
    return outside.isEmpty() && narrow.least() >= wide.least() && narrow.most() <= wide.most();
  }

  private static Step joined(List<Step> steps) {
    BitSet characters = new BitSet();
    int least = 0;
    int most = 0;
    for (Step step : steps) {
      characters.or(step.characters());
      least = Math.min(MANY, least + step.least());
      most = Math.min(MANY, most + step.most());
    }
    return new Step(characters, least, most);
  }

  private Optional<List<Step>> read() {
    if (pattern.length() < 2 || !pattern.startsWith("^") || !pattern.endsWith("$")) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    at = 1;
    int end = pattern.length() - 1;
    while (at < end) {
      Optional<BitSet> characters = characters();
      if (characters.isEmpty()) {
        return Optional.empty();
      }
      Optional<Step> step = repeated(characters.get());
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
    }
    return at == end ? Optional.of(steps) : Optional.empty();
  }

  private Optional<Step> repeated(BitSet characters) {
    char next = pattern.charAt(at);
    if (next == '*' || next == '+' || next == '?') {
      at++;
      return isLazy()
          ? Optional.empty()
          : Optional.of(new Step(characters, next == '+' ? 1 : 0, next == '?' ? 1 : MANY));
    }
    if (next != '{') {
      return Optional.of(new Step(characters, 1, 1));
    }
    int close = pattern.indexOf('}', at);
    if (close < 0) {
      return Optional.empty();
    }
    String[] counts = pattern.substring(at + 1, close).split(",", -1);
    at = close + 1;
    if (isLazy() || counts.length > 2 || !isCount(counts[0])) {
      return Optional.empty();
    }
    int least = Integer.parseInt(counts[0]);
    if (counts.length == 1) {
      return Optional.of(new Step(characters, least, least));
    }
    if (counts[1].isEmpty()) {
      return Optional.of(new Step(characters, least, MANY));
    }
    return isCount(counts[1])
        ? Optional.of(new Step(characters, least, Integer.parseInt(counts[1])))
        : Optional.empty();
  }

  private boolean isLazy() {
    return pattern.charAt(at) == '?' || pattern.charAt(at) == '+';
  }

  private static boolean isCount(String text) {
    return !text.isEmpty()
        && text.length() < 6
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private Optional<BitSet> characters() {
    char first = pattern.charAt(at);
    if (first == '[') {
      return characterClass();
    }
    if (first == '\\') {
      return escaped();
    }
    if ("(){}|*+?^$]".indexOf(first) >= 0 || first >= CHARACTERS) {
      return Optional.empty();
    }
    at++;
    BitSet one = new BitSet();
    if (first == '.') {
      one.set(0, CHARACTERS + 1);
      one.clear('\n');
      one.clear('\r');
    } else {
      one.set(first);
    }
    return Optional.of(one);
  }

  private Optional<BitSet> characterClass() {
    at++;
    boolean negated = pattern.charAt(at) == '^';
    if (negated) {
      at++;
    }
    BitSet characters = new BitSet();
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      Optional<BitSet> low = member();
      if (low.isEmpty()) {
        return Optional.empty();
      }
      boolean range =
          at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      if (!range) {
        characters.or(low.get());
        continue;
      }
      at++;
      Optional<BitSet> high = member();
      if (high.isEmpty() || low.get().cardinality() != 1 || high.get().cardinality() != 1) {
        return Optional.empty();
      }
      int from = low.get().nextSetBit(0);
      int to = high.get().nextSetBit(0);
      if (from > to) {
        return Optional.empty();
      }
      characters.set(from, to + 1);
    }
    at++;
    if (negated) {
      // The last bit stands for all characters beyond.
      characters.flip(0, CHARACTERS + 1);
    }
    return at < pattern.length() ? Optional.of(characters) : Optional.empty();
  }

  private Optional<BitSet> member() {
    char first = pattern.charAt(at);
    if (first == '\\') {
      return escaped();
    }
    if (first == '[' || first == '&' || first >= CHARACTERS) {
      return Optional.empty();
    }
    at++;
    BitSet one = new BitSet();
    one.set(first);
    return Optional.of(one);
  }

  private Optional<BitSet> escaped() {
    if (at + 1 >= pattern.length()) {
      return Optional.empty();
    }
    char which = pattern.charAt(at + 1);
    at += 2;
    BitSet characters = new BitSet();
    if (which == 'd' || which == 'w') {
      characters.set('0', '9' + 1);
      if (which == 'w') {
        characters.set('a', 'z' + 1);
        characters.set('A', 'Z' + 1);
        characters.set('_');
      }
      return Optional.of(characters);
    }
    if (Character.isLetterOrDigit(which) || which >= CHARACTERS) {
      return Optional.empty();
    }
    characters.set(which);
    return Optional.of(characters);
  }
}
