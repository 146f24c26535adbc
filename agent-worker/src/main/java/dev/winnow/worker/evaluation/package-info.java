/**
 * Evaluations: a rung's command run over base and patch in a sandbox, and the metrics it reports.
 */
package dev.winnow.worker.evaluation;
