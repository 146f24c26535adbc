/**
 * Ephemeral environments: what a sample is taken with is started for it, waited for, and taken away
 * again, also by somebody else if the worker dies; and the lane in which measurements of one host
 * wait for each other.
 */
package dev.winnow.worker.environment;
