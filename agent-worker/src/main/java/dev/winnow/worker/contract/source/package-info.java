/**
 * Contracts as trees of values that know their lines, and the references between them. Files are
 * untrusted: depth, size and aliases are bounded, and nothing is fetched.
 */
package dev.winnow.worker.contract.source;
