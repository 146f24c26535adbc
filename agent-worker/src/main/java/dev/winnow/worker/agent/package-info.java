/**
 * How agents are run and what they cost: an {@link dev.winnow.worker.agent.Adapter} for each kind
 * of agent makes its command line, and a {@link dev.winnow.worker.agent.Meter} reads tokens and
 * cost as it works, so that a run that reaches what is reserved for it can be stopped.
 */
package dev.winnow.worker.agent;
