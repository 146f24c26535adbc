package dev.winnow.schemas.spec;

import dev.winnow.schemas.Task;
import java.util.List;

/** What came of reading a task spec. */
public sealed interface Parsed {

  /** The spec is good, and this is the task it describes. */
  record Valid(Task task) implements Parsed {}

  /** The spec is bad; at least one problem, in the order of the document where it is known. */
  record Invalid(List<Problem> problems) implements Parsed {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
