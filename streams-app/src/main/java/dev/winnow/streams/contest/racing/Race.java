package dev.winnow.streams.contest.racing;

import dev.winnow.schemas.RankBy;
import dev.winnow.streams.contest.ranking.Comparison;
import dev.winnow.streams.contest.ranking.Contender;
import dev.winnow.streams.contest.ranking.Criteria;
import dev.winnow.streams.contest.ranking.Differences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last rung as it stands: who gets the next sample, and whether enough is known. It is made
 * anew at each event and decides by what it is given alone.
 *
 * <p>It is LUCB (S. Kalyanakrishnan, A. Tewari, P. Auer and P. Stone, PAC subset selection in
 * stochastic multi-armed bandits, ICML 2012) on anytime-valid intervals: only the leader and the
 * one who can overtake it by most are worth a sample, and it ends when nobody can overtake it by
 * more than the tolerance. So whoever cannot change the answer any more gets nothing. Where LUCB
 * samples both of the two, one goes here to whose sample narrows most what is still open: with m
 * rivals open, a sample of the leader narrows m differences at once. Widths fall with the root of
 * the count n, so it is the leader's turn if m · width/n of it is at least that of the rival.
 * Before all have the few samples that an interval takes, those with fewest are first.
 *
 * <p>Samples that are out count as if they had come and had spread as those before, so that free
 * slots go to somebody else. When {@code keep} is more than one, the same is done at a second
 * border, between those that are kept and the others, once the first place is settled.
 *
 * <p>On a Pareto front there is no leader to overtake: those who are in question get equal numbers
 * of samples.
 *
 * <p>Why the ruling holds: each interval holds at all times at once (see {@link Criteria}), so it
 * does not matter who is sampled when, or that one looks at every event.
 */
public final class Race {
  /** So many samples of one candidate may be out before more are known of it. */
  private static final int LEAST_OUT = 4;

  private final Criteria criteria;
  private final List<Contender> contenders;
  private final Differences differences;
  private final Map<String, Integer> out;
  private final Limits limits;
  private final Comparison now;
  private Collection<Contender> openOnFront;

  /**
   * What a race is held to.
   *
   * @param keep how many candidates the verdict keeps, at least 1
   * @param maxSamples how many samples of one candidate may be taken
   * @param samplesLeft how many samples may yet be ordered altogether, those that are out not
   *     counted
   * @param lost how many samples of each were ordered and never came, which count as taken; none
   *     where it is not named
   */
  public record Limits(int keep, int maxSamples, long samplesLeft, Map<String, Integer> lost) {
    public Limits {
      lost = Map.copyOf(lost);
    }

    /** Limits where no sample is ever lost. */
    public Limits(int keep, int maxSamples, long samplesLeft) {
      this(keep, maxSamples, samplesLeft, Map.of());
    }
  }

  /**
   * Samples of one candidate that are due.
   *
   * @param samples how many, at least 1
   */
  public record Order(String id, int samples) {}

  /**
   * A race.
   *
   * @param contenders at least one, with different ids, each with a sample at least
   * @param out how many samples of each are ordered and not in; none where it is not named
   */
  public Race(
      Criteria criteria,
      Collection<Contender> contenders,
      Differences differences,
      Map<String, Integer> out,
      Limits limits) {
    if (contenders.isEmpty()) {
      throw new IllegalArgumentException("nobody races");
    }
    this.criteria = criteria;
    this.contenders = List.copyOf(contenders);
    this.differences = differences;
    this.out = Map.copyOf(out);
    this.limits = limits;
    this.now = new Comparison(criteria, contenders, differences);
  }

  /**
   * Who gets the next samples.
   *
   * @param slots how many orders may go out now
   * @param batch how many samples one order takes at most
   * @return orders, the most useful first; fewer than slots when there is nothing more to tell,
   *     when what is out should be waited for, or at a limit
   */
  public List<Order> next(int slots, int batch) {
    List<Order> next = new ArrayList<>();
    Map<String, Integer> ordered = new HashMap<>(out);
    long left = limits.samplesLeft();
    while (next.size() < slots && left > 0) {
      Optional<Contender> choice = choose(ordered);
      if (choice.isEmpty()) {
        break;
      }
      int samples = (int) Math.min(Math.min(batch, left), room(choice.get()));
      next.add(new Order(choice.get().id(), samples));
      ordered.merge(choice.get().id(), samples, Integer::sum);
      left -= samples;
    }
    return next;
  }

  /**
   * Whether enough is known.
   *
   * <p>At the end of the task's time or money ask with no samples left and none out.
   */
  public Ruling stop() {
    boolean isFirstOpen = isOpen(1);
    boolean isKeptOpen = limits.keep() == 1 ? isFirstOpen : isOpen(limits.keep());
    List<String> kept = new ArrayList<>();
    List<Contender> ranked = now.ranked();
    for (Contender one : ranked.subList(0, Math.min(limits.keep(), ranked.size()))) {
      kept.add(one.id());
    }
    List<String> tieSet = now.tieSet().stream().map(Contender::id).toList();
    Ruling.Kind kind = tieSet.isEmpty() ? Ruling.Kind.WINNER : Ruling.Kind.TIE_SET;
    if (isFirstOpen || isKeptOpen) {
      if (!out.isEmpty() || !next(1, 1).isEmpty()) {
        kind = Ruling.Kind.GO_ON;
      } else if (isFirstOpen) {
        kind = Ruling.Kind.OUT_OF_BUDGET;
      }
    }
    return new Ruling(kind, ranked.get(0).id(), tieSet, kept, !isKeptOpen);
  }

  /** Who can no longer be among the kept: orders for their samples need not be waited for. */
  public List<String> beaten() {
    return now.beaten(limits.keep()).stream().map(Contender::id).toList();
  }

  private boolean isOpen(int first) {
    return criteria.rankBy() == RankBy.PARETO
        ? !openOnFront().isEmpty()
        : !now.open(first).isEmpty();
  }

  private Collection<Contender> openOnFront() {
    if (openOnFront == null) {
      openOnFront = now.openOnFront();
    }
    return openOnFront;
  }

  private Optional<Contender> choose(Map<String, Integer> ordered) {
    if (criteria.rankBy() == RankBy.PARETO) {
      // Who is in question is asked once: the front of many takes long, and all get equal numbers.
      return openOnFront().stream()
          .map(one -> criteria.anticipated(one, ordered.getOrDefault(one.id(), 0)))
          .filter(one -> mayTake(one, ordered))
          .min(Comparator.comparingLong(Contender::samples).thenComparing(one -> one));
    }
    Comparison then = ordered.isEmpty() ? now : anticipated(ordered);
    Optional<Contender> first = choose(then.open(1), ordered);
    return first.isPresent() || limits.keep() == 1
        ? first
        : choose(then.open(limits.keep()), ordered);
  }

  private Comparison anticipated(Map<String, Integer> ordered) {
    List<Contender> then = new ArrayList<>(contenders.size());
    for (Contender contender : contenders) {
      then.add(criteria.anticipated(contender, ordered.getOrDefault(contender.id(), 0)));
    }
    return new Comparison(criteria, then, differences);
  }

  /** Of the rival that can overtake by most and the one ahead of it, who tells more. */
  private Optional<Contender> choose(List<Comparison.Pair> open, Map<String, Integer> ordered) {
    Comparison.Pair worst = null;
    for (Comparison.Pair pair : open) {
      boolean isOfUse = mayTake(pair.ahead(), ordered) || mayTake(pair.behind(), ordered);
      if (isOfUse && (worst == null || isWorse(pair, worst))) {
        worst = pair;
      }
    }
    if (worst == null) {
      return Optional.empty();
    }
    Contender ahead = worst.ahead();
    Contender behind = worst.behind();
    if (!mayTake(behind, ordered)) {
      return Optional.of(ahead);
    }
    if (!mayTake(ahead, ordered)) {
      return Optional.of(behind);
    }
    long rivals = open.stream().filter(pair -> pair.ahead().equals(ahead)).count();
    return Optional.of(isTurnOfAhead(ahead, behind, rivals) ? ahead : behind);
  }

  private static boolean isWorse(Comparison.Pair pair, Comparison.Pair than) {
    int byLow = Double.compare(pair.low(), than.low());
    return byLow < 0 || (byLow == 0 && pair.behind().samples() < than.behind().samples());
  }

  private boolean isTurnOfAhead(Contender ahead, Contender behind, long rivals) {
    double narrowing = ahead.radius() / ahead.samples();
    double other = behind.radius() / behind.samples();
    boolean isNothingKnown = Double.isInfinite(narrowing) && Double.isInfinite(other);
    if (differences.isPaired() || isNothingKnown) {
      return ahead.samples() <= behind.samples();
    }
    return narrowing * rivals >= other;
  }

  /** Contenders that are asked here are anticipated: what is out is among their samples. */
  private boolean mayTake(Contender contender, Map<String, Integer> ordered) {
    int waiting = ordered.getOrDefault(contender.id(), 0);
    long known = contender.samples() - waiting;
    return room(contender) > 0 && waiting < Math.max(LEAST_OUT, known);
  }

  private long room(Contender anticipated) {
    int lost = limits.lost().getOrDefault(anticipated.id(), 0);
    return limits.maxSamples() - anticipated.samples() - lost;
  }
}
