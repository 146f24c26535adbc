package dev.winnow.streams.checks.report;

import dev.winnow.schemas.HostedRepository;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may read a report, and so which repositories it may name. A pull request claims by itself
 * what it uses and provides, so a claim alone must not bring a repository into a report.
 *
 * @param owners owners whose repositories may learn of each other; those of one owner always may
 */
public record Audience(Set<String> owners) {
  public Audience {
    owners = owners.stream().map(Audience::folded).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether everybody who may read the one repository may be told of the other. */
  public boolean mayLearn(HostedRepository reader, HostedRepository other) {
    String mine = owner(reader);
    String theirs = owner(other);
    boolean isAllowed = mine.equals(theirs) || (owners.contains(mine) && owners.contains(theirs));
    return isAllowed && (reader.getIsPrivate() || !other.getIsPrivate());
  }

  private static String owner(HostedRepository repository) {
    String name = repository.getName();
    return folded(name.substring(0, Math.max(0, name.indexOf('/'))));
  }

  /** GitHub's names of owners have no case. */
  private static String folded(String owner) {
    return owner.toLowerCase(Locale.ROOT);
  }
}
