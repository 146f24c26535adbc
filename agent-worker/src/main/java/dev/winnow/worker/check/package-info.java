/**
 * Checks commits: finds the contracts in a tree, compares two trees, joins what breaks with who
 * uses it. Nothing that is checked is ever run. Read {@link dev.winnow.worker.check.Checker} first.
 */
package dev.winnow.worker.check;
