/**
 * How well duplicates and likenesses are told: clones injected into real Java and into the patches
 * of the demo, and what the tiers make of them.
 */
package dev.winnow.benchmarks.duplicates;
