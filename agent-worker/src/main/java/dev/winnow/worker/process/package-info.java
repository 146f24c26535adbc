/**
 * Running a command that is not trusted: in a process group of its own, with an environment made
 * from nothing, a timeout, bounded output, and nothing of it left alive afterwards.
 */
package dev.winnow.worker.process;
