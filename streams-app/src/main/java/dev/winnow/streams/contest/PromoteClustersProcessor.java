package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Objective;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.budget.Prices;
import dev.winnow.streams.contest.budget.Quota;
import dev.winnow.streams.contest.dedup.FamilyRule;
import dev.winnow.streams.contest.racing.Cascade;
import dev.winnow.streams.contest.racing.Confirmation;
import dev.winnow.streams.contest.racing.Promotion;
import dev.winnow.streams.contest.racing.Race;
import dev.winnow.streams.contest.racing.Ruling;
import dev.winnow.streams.contest.store.ContestStores;
import dev.winnow.streams.contest.store.RungStore;
import dev.winnow.streams.contest.store.StandingStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Says who is evaluated further, after each event: members of families that do well, the best of a
 * rung, and in the end whoever may still change the answer. What it orders is paid for first.
 */
final class PromoteClustersProcessor implements Processor<String, Step, String, Object> {
  private static final FamilyRule FAMILIES = FamilyRule.USUAL;

  /** How much one event orders at most: the next one goes on, and none takes too long. */
  private static final int AT_ONCE = 64;

  /** So many samples the base gets: enough to see how much the evaluator's figures scatter. */
  static final int CONTROL_SAMPLES = 5;

  private ProcessorContext<String, Object> context;
  private ContestStores stores;
  private FamilyRegister families;

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    this.stores = new ContestStores(context);
    this.families = new FamilyRegister(stores);
  }

  @Override
  public void process(Record<String, Step> record) {
    Task task = stores.tasks().get(record.key()).orElseThrow();
    if (task.getMerge().isPresent()) {
      pay(record, task);
      context.forward(record, ContestTopology.RUN_TOURNAMENT);
      return;
    }
    if (!contest(task).getOnlyRanked()) {
      pay(record, task);
      promoteAtRungs(record, task);
      promoteFamilies(record, task);
      measureControl(record, task);
      if (isFieldClosed(task)) {
        race(record, task);
      }
    }
    context.forward(record, ContestTopology.ASK_JUDGE);
  }

  /** Others forward to processors that change the contest, so it is read again each time. */
  private Contest contest(Task task) {
    return stores.contests().require(task.getTaskId());
  }

  /** What the money did not allow when it was due comes first when it does. */
  private void pay(Record<String, Step> record, Task task) {
    for (String id : contest(task).getUnpaid()) {
      Contest contest = contest(task);
      Standing due = standing(task, id);
      if (!new Purse(task, contest).reserve(new Prices(task).from(due.getRungsPassed()))) {
        return;
      }
      Unpaid.remove(contest, id);
      stores.contests().put(contest, record.timestamp());
      context.forward(
          record.withValue(Step.EvaluateCluster.next(task, due)), ContestTopology.ISSUE_EVALUATION);
    }
  }

  private void promoteFamilies(Record<String, Step> record, Task task) {
    Contest contest = contest(task);
    if (contest.getWaiting() == 0) {
      return;
    }
    Map<String, Integer> places = places(task, contest);
    List<FamilyRule.Family> known =
        stores.families().withWaiting(task.getTaskId()).stream()
            .map(
                family ->
                    new FamilyRule.Family(
                        family.getFamilyId(),
                        family.getNumber(),
                        family
                            .getBest()
                            .map(places::get)
                            .map(OptionalInt::of)
                            .orElseGet(OptionalInt::empty),
                        family.getStarted() == family.getRejected()))
            .toList();
    List<FamilyRule.Family> due =
        FAMILIES.promoted(known, contest.getMeasured(), isFieldClosed(task));
    int room = AT_ONCE;
    for (FamilyRule.Family promoted : due) {
      int most = promoted.isAllRejected() ? Math.min(1, room) : room;
      for (String member : stores.families().waiting(task.getTaskId(), promoted.familyId(), most)) {
        if (!start(record, task, member)) {
          return;
        }
        room--;
      }
    }
  }

  /** Places on the board, from 0, as far down as a family does well. */
  private Map<String, Integer> places(Task task, Contest contest) {
    Map<String, Integer> places = new HashMap<>();
    for (String id : stores.ranks().top(task.getTaskId(), FAMILIES.top(contest.getMeasured()))) {
      places.put(id, places.size());
    }
    return places;
  }

  private boolean start(Record<String, Step> record, Task task, String member) {
    Contest contest = contest(task);
    Standing waited = standing(task, member);
    if (!new Purse(task, contest).reserve(new Prices(task).from(waited.getRungsPassed()))) {
      return false;
    }
    families.started(contest, waited);
    stores.contests().put(contest, record.timestamp());
    goOn(record, task, waited);
    return true;
  }

  private void promoteAtRungs(Record<String, Step> record, Task task) {
    Cascade cascade = new Cascade(task);
    Promotion rule = new Promotion(task.getDecision().getEta(), task.getDecision().getKeep());
    for (int rung = 0; rung < cascade.decisive(); rung++) {
      Contest contest = contest(task);
      if (cascade.isSelective(rung) && Rungs.of(contest, rung).getWaiting() > 0) {
        Map<String, RungStore.Entry> finished = new LinkedHashMap<>();
        Set<String> promoted = new HashSet<>();
        for (RungStore.Entry entry : stores.rungs().at(task.getTaskId(), rung)) {
          finished.put(entry.clusterId(), entry);
          if (entry.hasGoneOn()) {
            promoted.add(entry.clusterId());
          }
        }
        boolean isClosed = isClosed(task, contest, rung);
        for (String id : rule.due(List.copyOf(finished.keySet()), promoted, isClosed)) {
          if (!promote(record, task, rung, finished.get(id))) {
            return;
          }
        }
      }
    }
  }

  private boolean promote(Record<String, Step> record, Task task, int rung, RungStore.Entry entry) {
    Contest contest = contest(task);
    if (!new Purse(task, contest).reserve(new Prices(task).from(rung + 1))) {
      return false;
    }
    RungTally tally = Rungs.of(contest, rung);
    tally.setWaiting(tally.getWaiting() - 1);
    stores.contests().put(contest, record.timestamp());
    stores.rungs().promote(entry);
    goOn(record, task, standing(task, entry.clusterId()));
    return true;
  }

  private void goOn(Record<String, Step> record, Task task, Standing waited) {
    Standing due = save(record, Standing.newBuilder(waited).setState(StandingState.EVALUATING));
    context.forward(
        record.withValue(Step.EvaluateCluster.next(task, due)), ContestTopology.ISSUE_EVALUATION);
  }

  /**
   * Whether nobody else comes to a rung, those aside whose family does badly so far. Rungs are
   * asked in their order, so whoever goes on from one before is on the way by now.
   */
  private static boolean isClosed(Task task, Contest contest, int rung) {
    return areAttemptsIn(task, contest) && Rungs.openUpTo(contest, rung) == 0;
  }

  private boolean isFieldClosed(Task task) {
    Contest contest = contest(task);
    return areAttemptsIn(task, contest)
        && Rungs.openUpTo(contest, task.getEvaluator().getRungs().size()) == 0;
  }

  private static boolean areAttemptsIn(Task task, Contest contest) {
    return contest.getAttemptsOpen() == 0 && Quota.of(task, contest) != Quota.OPEN;
  }

  /** One sample says nothing of the noise; an exact evaluator has none. */
  private void measureControl(Record<String, Step> record, Task task) {
    Standing control = stores.standings().get(task.getTaskId(), Control.CLUSTER_ID).orElse(null);
    if (control == null || control.getState() != StandingState.MEASURED || isExact(task)) {
      return;
    }
    int ordered = new Cascade(task).ordered(control);
    int missing = CONTROL_SAMPLES - ordered;
    if (missing > 0 && leavesAnAttempt(task, missing)) {
      order(record, task, control, ordered + 1L, missing, false);
    }
  }

  /** The base is not worth an attempt: its samples wait until no more are issued, if need be. */
  private boolean leavesAnAttempt(Task task, int samples) {
    Contest contest = contest(task);
    Prices prices = new Prices(task);
    BigDecimal price = prices.samples(new Cascade(task).decisive(), samples);
    return areAttemptsIn(task, contest)
        || new Purse(task, contest).affords(price.add(prices.attempt()));
  }

  private static boolean isExact(Task task) {
    return task.getObjectives().stream().allMatch(Objective::getExact);
  }

  /** A sample before the field is closed might be of somebody whom a later one beats anyway. */
  private void race(Record<String, Step> record, Task task) {
    Contest contest = contest(task);
    LastRung rung = LastRung.of(stores, task, contest);
    if (rung.isEmpty()) {
      return;
    }
    Map<String, Integer> out = LastRung.out(stores, task.getTaskId());
    out.remove(Control.CLUSTER_ID);
    int batch = new Cascade(task).samples(new Cascade(task).decisive());
    int free = task.getBudget().getConcurrent() - contest.getEvaluationsOpen();
    int slots = Math.max(0, Math.min(AT_ONCE, free));
    Race race = rung.race(out, samplesLeft(task, contest));
    Ruling ruling = race.stop();
    if (ruling.kind() == Ruling.Kind.GO_ON) {
      for (Race.Order order : race.next(slots, batch)) {
        Standing standing = standing(task, order.id());
        order(
            record,
            task,
            standing,
            new Cascade(task).ordered(standing) + 1L,
            order.samples(),
            false);
      }
    } else if (!isExact(task) && contest.getMeasured() > 1) {
      confirm(record, task, rung, ruling, batch);
    }
  }

  /** Whoever was chosen for looking best is measured again; what it looked like is too good. */
  private void confirm(
      Record<String, Step> record, Task task, LastRung rung, Ruling ruling, int batch) {
    Map<String, Integer> fresh = new HashMap<>();
    ruling.kept().forEach(id -> fresh.put(id, rung.standing(id).getFreshOrdered()));
    new Confirmation(task.getDecision().getConfirmSamples())
        .due(ruling.kept(), fresh)
        .forEach((id, count) -> fresh(record, task, id, count, batch));
  }

  private void fresh(Record<String, Step> record, Task task, String id, int count, int batch) {
    for (int left = count; left > 0; left -= batch) {
      Standing standing = standing(task, id);
      long block = Confirmation.FIRST_BLOCK + standing.getFreshOrdered();
      order(record, task, standing, block, Math.min(left, batch), true);
    }
  }

  private Standing standing(Task task, String id) {
    return stores.standings().get(task.getTaskId(), id).orElseThrow();
  }

  private void order(
      Record<String, Step> record,
      Task task,
      Standing standing,
      long block,
      int samples,
      boolean isFresh) {
    Contest contest = contest(task);
    BigDecimal price = new Prices(task).samples(new Cascade(task).decisive(), samples);
    if (!new Purse(task, contest).reserve(price)) {
      return;
    }
    stores.contests().put(contest, record.timestamp());
    Standing ordered =
        isFresh
            ? Standing.newBuilder(standing)
                .setFreshOrdered(standing.getFreshOrdered() + samples)
                .build()
            : Standing.newBuilder(standing)
                .setSamplesOrdered(new Cascade(task).ordered(standing) + samples)
                .build();
    // What was ordered is of no interest to those who follow standings: only the result is.
    stores.standings().put(ordered);
    context.forward(
        record.withValue(new Step.EvaluateCluster(ordered, block, samples, 0)),
        ContestTopology.ISSUE_EVALUATION);
  }

  /** How many samples the money left allows. */
  private static long samplesLeft(Task task, Contest contest) {
    BigDecimal price = new Prices(task).samples(new Cascade(task).decisive(), 1);
    if (task.getBudget().getMoney().isEmpty() || price.signum() == 0) {
      return Integer.MAX_VALUE;
    }
    return task.getBudget()
        .getMoney()
        .get()
        .subtract(contest.getSpend().getMoney())
        .subtract(contest.getSpend().getReserved())
        .divide(price, 0, RoundingMode.DOWN)
        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
        .longValue();
  }

  private Standing save(Record<String, Step> record, Standing.Builder changed) {
    Standing standing = changed.setUpdatedAt(Instant.ofEpochMilli(record.timestamp())).build();
    stores.standings().put(standing);
    context.forward(
        record
            .withKey(StandingStore.key(standing.getTaskId(), standing.getClusterId()))
            .withValue(standing),
        ContestTopology.STANDINGS_SINK);
    return standing;
  }
}
