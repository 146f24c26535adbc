package dev.winnow.streams.checks.report;

import dev.winnow.schemas.PushEvent;
import java.util.Comparator;

/** Which of two things that were heard of a default branch is the newer. */
public final class Pushes {
  /** A push that is known stands before what pull requests say; then the later one does. */
  private static final Comparator<PushEvent> ORDER =
      Comparator.comparing(PushEvent::getSource)
          .thenComparing(PushEvent::getPushedAt)
          .thenComparing(Pushes::byChain)
          .thenComparing(PushEvent::getCommit);

  private Pushes() {}

  /** The newer of the two; GitHub's times are whole seconds. */
  public static PushEvent newer(PushEvent one, PushEvent other) {
    return ORDER.compare(other, one) > 0 ? other : one;
  }

  /** Of two pushes of one second, the one that took the place of the other is the newer. */
  private static int byChain(PushEvent one, PushEvent other) {
    boolean isAfter = one.getBefore().filter(other.getCommit()::equals).isPresent();
    boolean isBefore = other.getBefore().filter(one.getCommit()::equals).isPresent();
    return Boolean.compare(isAfter, isBefore);
  }
}
