/** Breaks Java in one place: mutants, which an evaluator is expected to reject. */
package dev.winnow.worker.mutation;
