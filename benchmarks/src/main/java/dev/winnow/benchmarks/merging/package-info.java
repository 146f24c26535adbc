/** How fast patches are merged, beside JGit and git's own commands. */
package dev.winnow.benchmarks.merging;
