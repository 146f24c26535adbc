/** Whether an evaluator can be trusted: mutants of the base go through it, like any patch. */
package dev.winnow.producers.audit;
