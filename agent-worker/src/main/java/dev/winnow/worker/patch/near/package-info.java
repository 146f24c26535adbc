/**
 * Sketches what a patch adds, so that from two sketches it is seen how much of it two patches
 * share: tokens, k-grams, winnowing, and a MinHash sketch cut into bands. A likeness decides what
 * is evaluated first, never what is the same, so that this reads any text and need not be right
 * about each token.
 */
package dev.winnow.worker.patch.near;
