/** Attempts: an agent run in a sandbox, and the patch that it makes. */
package dev.winnow.worker.attempt;
