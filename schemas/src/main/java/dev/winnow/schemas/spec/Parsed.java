package dev.winnow.schemas.spec;

import dev.winnow.schemas.Task;
import java.util.List;

/** What came of reading a task spec. */
public sealed interface Parsed {

  /**
   * The spec is good, and this is the task it describes.
   *
   * @param winners tasks whose winners are still to be looked up, and to be put before the
   *     candidates of the task's merge; none unless the spec is a file that names some
   */
  record Valid(Task task, TaskWinners winners) implements Parsed {
    /** A task that is complete. */
    public Valid(Task task) {
      this(task, TaskWinners.NONE);
    }
  }

  /** The spec is bad; at least one problem, in the order of the document where it is known. */
  record Invalid(List<Problem> problems) implements Parsed {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
