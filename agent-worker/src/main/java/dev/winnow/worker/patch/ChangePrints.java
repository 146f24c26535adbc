package dev.winnow.worker.patch;

import dev.winnow.schemas.PatchFingerprint;
import dev.winnow.worker.patch.near.NearFingerprint;
import java.util.List;
import java.util.Optional;

/**
 * What tells a change from others, in tiers: its exact hash, its hash without the names that it
 * chose itself, and a sketch of what it adds. Changes that are equal in a tier are equal in the
 * next.
 */
public final class ChangePrints {
  private final ChangeHash exact = new ChangeHash();

  private final ChangeHash renamed = new ChangeHash(new ChosenNames()::takenOutOf);
  private final NearFingerprint near = new NearFingerprint();

  /**
   * Takes a changed file in; each path once. The order matters only past the bounds of what is
   * looked at, so it should be that of the paths.
   */
  public void add(FileChange change) {
    if (!exact.add(change)) {
      return;
    }
    renamed.add(change);
    boolean isFile = change.newContent() != null && change.newMode().startsWith("100");
    if (isFile) {
      Language.decode(change.newContent())
          .ifPresent(
              after ->
                  near.add(
                      change.path(),
                      change.oldContent() == null
                          ? ""
                          : Language.decode(change.oldContent()).orElse(""),
                      after));
    }
  }

  /**
   * Takes in what the agent quotes for the change: an evaluator may ask for it, and then one of two
   * patches with the same change passes and the other does not.
   *
   * @param lines in any order; none leave the hashes as they are
   */
  public void quote(List<String> lines) {
    exact.quote(lines);
    renamed.quote(lines);
  }

  /** SHA-256 in hexadecimal: equal for changes that differ in formatting only. */
  public String exact() {
    return exact.hex();
  }

  /** SHA-256 in hexadecimal: equal for changes that differ in formatting and chosen names only. */
  public String renamed() {
    return renamed.hex();
  }

  /** The sketch of what the change adds; empty if it adds nothing that can be compared. */
  public Optional<PatchFingerprint> near() {
    return near.build();
  }
}
