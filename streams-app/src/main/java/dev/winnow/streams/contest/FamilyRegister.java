package dev.winnow.streams.contest;

import dev.winnow.schemas.Contest;
import dev.winnow.schemas.Family;
import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.schemas.Standing;
import dev.winnow.schemas.StandingState;
import dev.winnow.schemas.Task;
import dev.winnow.streams.contest.dedup.Families;
import dev.winnow.streams.contest.dedup.Fingerprint;
import dev.winnow.streams.contest.store.ContestStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who is in which family, and what became of its members. */
final class FamilyRegister {
  private final ContestStores stores;

  FamilyRegister(ContestStores stores) {
    this.stores = stores;
  }

  /**
   * Enters a cluster that is new.
   *
   * @param contest the contest, whose count of those that wait is kept
   * @param opened the cluster's standing
   * @param print what its patch adds; empty if that cannot be compared
   * @return its standing: one that is not the first of its family waits
   */
  Standing enter(Task task, Contest contest, Standing opened, Optional<PatchFingerprint> print) {
    Optional<Fingerprint> fingerprint = print.flatMap(Fingerprint::of);
    if (task.getSimilarity() <= 0 || fingerprint.isEmpty()) {
      return opened;
    }
    String taskId = task.getTaskId();
    String clusterId = opened.getClusterId();
    Families.Place place =
        new Families(task.getSimilarity())
            .place(clusterId, fingerprint, stores.families().index(taskId));
    if (place.isFounder()) {
      Family founded =
          Family.newBuilder()
              .setTaskId(taskId)
              .setFamilyId(clusterId)
              .setNumber(opened.getArrival())
              .setSize(1)
              .setStarted(1)
              .build();
      stores.families().open(founded, print.orElseThrow(), fingerprint.orElseThrow());
      return Standing.newBuilder(opened).setFamilyId(clusterId).build();
    }
    Family joined = stores.families().get(taskId, place.familyId()).orElseThrow();
    joined.setSize(joined.getSize() + 1);
    Standing waiting = Standing.newBuilder(opened).setFamilyId(place.familyId()).build();
    return waits(contest, joined, waiting);
  }

  /** A member waits for its family: its standing says so. */
  Standing waits(Contest contest, Family family, Standing member) {
    family.setWaiting(family.getWaiting() + 1);
    stores.families().put(family);
    stores.families().addWaiting(member);
    contest.setWaiting(contest.getWaiting() + 1);
    return Standing.newBuilder(member).setState(StandingState.WAITING).build();
  }

  /** A member that waited is evaluated from now on. */
  void started(Contest contest, Standing member) {
    Family family = stores.families().get(member.getTaskId(), member.getFamilyId()).orElseThrow();
    family.setWaiting(family.getWaiting() - 1);
    family.setStarted(family.getStarted() + 1);
    stores.families().put(family);
    stores.families().removeWaiting(member);
    contest.setWaiting(contest.getWaiting() - 1);
  }

  /** A member is on the board: the family may do better by it. */
  void measured(Task task, Standing member) {
    of(
        member,
        family -> {
          boolean isBest =
              family
                  .getBest()
                  .flatMap(best -> stores.standings().get(task.getTaskId(), best))
                  .map(best -> isAhead(task, member, best))
                  .orElse(true);
          if (isBest) {
            family.setBest(member.getClusterId());
          }
        });
  }

  /** A member was rejected. */
  void rejected(Task task, Standing member) {
    of(
        member,
        family -> {
          family.setRejected(family.getRejected() + 1);
          if (family.getBest().filter(member.getClusterId()::equals).isPresent()) {
            family.setBest(best(task, member.getFamilyId()).orElse(null));
          }
        });
  }

  /** The first of the board that is of a family; looked for only where the one before is out. */
  private Optional<String> best(Task task, String familyId) {
    List<Standing> members = new ArrayList<>();
    stores
        .standings()
        .forEach(
            task.getTaskId(),
            standing -> {
              if (standing.getState() == StandingState.MEASURED
                  && standing.getFamilyId().equals(familyId)) {
                members.add(standing);
              }
            });
    return members.stream()
        .min(
            (one, other) ->
                Arrays.compareUnsigned(Candidates.key(task, one), Candidates.key(task, other)))
        .map(Standing::getClusterId);
  }

  /** How many clusters a standing's family has; 0 if it has none. */
  static int size(ContestStores stores, Standing standing) {
    return stores
        .families()
        .get(standing.getTaskId(), standing.getFamilyId())
        .map(Family::getSize)
        .orElse(0);
  }

  private static boolean isAhead(Task task, Standing one, Standing other) {
    return Arrays.compareUnsigned(Candidates.key(task, one), Candidates.key(task, other)) < 0;
  }

  private void of(Standing member, Consumer<Family> change) {
    stores
        .families()
        .get(member.getTaskId(), member.getFamilyId())
        .ifPresent(
            family -> {
              change.accept(family);
              stores.families().put(family);
            });
  }
}
