/**
 * The merge tournament: which patches are combined next, and which of the combinations land. Pure
 * logic.
 */
package dev.winnow.streams.contest.merging;
