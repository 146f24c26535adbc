/**
 * Tells when two patches are the same change but for formatting. Pure logic: bytes in, a hash out.
 * When in doubt two changes count as different: a false "same" would credit one patch with what
 * another was measured to do.
 */
package dev.winnow.worker.patch;
