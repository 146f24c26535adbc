/**
 * Sandboxes: the folder in which one run of an agent or an evaluator happens, what the run may see
 * of the worker's environment, and the removal of both it and its processes.
 */
package dev.winnow.worker.sandbox;
