package dev.winnow.worker.docs.reference;

import dev.winnow.worker.docs.markup.DocLine;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something that a line of a document refers to.
 *
 * @param kind what it is
 * @param name as it is written
 * @param spellings how code may spell it; it is there if one of them is. The likeliest first; of a
 *     path the path itself
 * @param isPlain whether it looks like any word, so that only a definition in code makes it a name
 * @param at the line
 */
public record Reference(
    Kind kind, String name, Set<String> spellings, boolean isPlain, DocLine at) {
  /** What can be referred to. */
  public enum Kind {
    /** A class, function, constant and the like. */
    SYMBOL,
    /** An option of a command line. */
    FLAG,
    /** A setting or an environment variable. */
    KEY,
    /** A file or folder that is named. */
    PATH,
    /** A file or folder that is linked to. */
    LINK,
    /** A place in a document that is linked to. */
    ANCHOR
  }

  public Reference {
    // In the order given: a copy of another kind has a new order in each process.
    spellings = Collections.unmodifiableSet(new LinkedHashSet<>(spellings));
  }

  /**
   * The same, if code spells it with dashes or in quotes only: where it did so, another name of a
   * variable tells nothing of the option.
   */
  public Reference withDashes() {
    Set<String> spelt = new LinkedHashSet<>(spellings);
    spelt.removeIf(each -> each.matches("\\w+"));
    return new Reference(kind, name, spelt, isPlain, at);
  }
}
