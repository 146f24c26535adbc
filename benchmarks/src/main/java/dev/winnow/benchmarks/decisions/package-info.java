/**
 * How well contests are decided: many simulated ones, with known truth, through the logic that
 * decides real ones, and through the whole topology.
 */
package dev.winnow.benchmarks.decisions;
