package dev.winnow.streams.contest.budget;

import dev.winnow.schemas.BudgetAlert;
import dev.winnow.schemas.BudgetCap;
import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Gain;
import dev.winnow.schemas.RungTally;
import dev.winnow.schemas.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the budget has brought, and how much of it is used. */
public final class Progress {
  private static final int GAINS_KEPT = 50;
  private static final int[] PERCENTS = {50, 80};

  private Progress() {}

  /**
   * Attempts that have said all they can for now: those that ended, by themselves or with their
   * cluster, and clusters that others keep waiting, since those may never go on.
   */
  public static int ended(Contest contest) {
    return contest.getAttemptsByOutcome().values().stream().mapToInt(Integer::intValue).sum()
        + contest.getWaiting()
        + contest.getRungs().stream().mapToInt(RungTally::getWaiting).sum();
  }

  /**
   * Notes that the leader got better.
   *
   * @param best the leader's value
   */
  public static void gained(Contest contest, double best) {
    List<Gain> gains = new ArrayList<>(contest.getGains());
    gains.add(new Gain(ended(contest), contest.getSpend().getMoney(), best));
    contest.setGains(
        List.copyOf(gains.subList(Math.max(0, gains.size() - GAINS_KEPT), gains.size())));
  }

  /**
   * Whether the task stops when nothing better comes, and so many attempts have ended since the
   * leader last got better. As long as there is no leader it goes on.
   */
  public static boolean isFlat(Task task, Contest contest) {
    int patience = task.getDecision().getPatience();
    List<Gain> gains = contest.getGains();
    return patience > 0
        && !gains.isEmpty()
        && ended(contest) - gains.get(gains.size() - 1).getAttempts() >= patience;
  }

  /**
   * Notes caps that are used up to a half or to four fifths now and were not before. A cap that the
   * plan of the task cannot reach, such as on attempts where no more are planned, alerts nobody.
   *
   * @return whether there is a new alert
   */
  public static boolean alert(Task task, Contest contest, Instant now) {
    List<BudgetAlert> alerts = new ArrayList<>(contest.getAlerts());
    used(task, contest, now)
        .forEach(
            (cap, share) -> {
              for (int percent : PERCENTS) {
                boolean isKnown =
                    alerts.stream()
                        .anyMatch(each -> each.getCap() == cap && each.getPercent() == percent);
                if (!isKnown && share * 100 >= percent) {
                  alerts.add(new BudgetAlert(cap, percent, now));
                }
              }
            });
    boolean isNew = alerts.size() > contest.getAlerts().size();
    contest.setAlerts(alerts);
    return isNew;
  }

  private static Map<BudgetCap, Double> used(Task task, Contest contest, Instant now) {
    Map<BudgetCap, Double> used = new EnumMap<>(BudgetCap.class);
    if (task.getBudget().getAttempts() < contest.getAttemptsPlanned()) {
      used.put(
          BudgetCap.ATTEMPTS,
          (double) contest.getAttemptsIssued() / task.getBudget().getAttempts());
    }
    task.getBudget()
        .getMoney()
        .filter(cap -> cap.signum() > 0)
        .ifPresent(cap -> used.put(BudgetCap.MONEY, share(contest.getSpend().getMoney(), cap)));
    task.getBudget()
        .getAgentMs()
        .ifPresent(
            cap -> used.put(BudgetCap.AGENT_TIME, (double) contest.getSpend().getAgentMs() / cap));
    double allowed = Duration.between(contest.getStartedAt(), contest.getEndsAt()).toMillis();
    double passed = Duration.between(contest.getStartedAt(), now).toMillis();
    used.put(BudgetCap.WALL_TIME, allowed <= 0 ? 1 : passed / allowed);
    return used;
  }

  private static double share(BigDecimal used, BigDecimal cap) {
    return used.doubleValue() / cap.doubleValue();
  }
}
