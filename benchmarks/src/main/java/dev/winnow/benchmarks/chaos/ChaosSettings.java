package dev.winnow.benchmarks.chaos;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is run.
 *
 * @param seed what task and plan are drawn from
 * @param attempts attempts of the contest, from 8
 * @param workers worker processes, from 1
 * @param kinds the faults that are wanted
 * @param folder where all data is, new and empty
 */
record ChaosSettings(long seed, int attempts, int workers, Set<FaultKind> kinds, Path folder) {}
