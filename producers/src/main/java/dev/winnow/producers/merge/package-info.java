/** Finds the patches that decided tasks kept, for a merge tournament to try. */
package dev.winnow.producers.merge;
