/**
 * Steps of a merge tournament: patches are combined in memory by {@code git merge-tree}, and what
 * helps is landed on a branch by a push that compares and swaps. No agent runs.
 */
package dev.winnow.worker.merge;
