/** The stores of the checks, each with its key layout. */
package dev.winnow.streams.checks.store;
