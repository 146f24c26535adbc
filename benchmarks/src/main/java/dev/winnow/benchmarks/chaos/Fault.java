package dev.winnow.benchmarks.chaos;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param kind what is done
 * @param at when: as soon as so many attempts have ended
 * @param worker which worker it is about, from 0, where it is about one
 * @param lasting how long it lasts
 * @param severe whether it is of the worse kind: a disk that is lost as well, a network that
 *     swallows instead of refusing, a clock of streams-app instead of a worker's
 * @param seed what its own random choices are drawn from
 */
record Fault(FaultKind kind, int at, int worker, Duration lasting, boolean severe, long seed) {}
