/**
 * How well contests are decided: many simulated ones, with known truth, through the logic that
 * decides real ones.
 */
package dev.winnow.benchmarks.decisions;
