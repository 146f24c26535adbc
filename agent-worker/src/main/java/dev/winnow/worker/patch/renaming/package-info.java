/**
 * Takes the names that a file chose itself out of its tokens, so that two files are equal if they
 * are but for such names (alpha-equivalence). A name that others can see, or of which it is not
 * sure what it stands for, stays: a false "same" would credit one patch with what another was
 * measured to do.
 */
package dev.winnow.worker.patch.renaming;
