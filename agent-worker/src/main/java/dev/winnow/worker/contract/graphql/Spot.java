package dev.winnow.worker.contract.graphql;

/**
 * Where something is written.
 *
 * @param file path in the tree
 * @param line from 1
 * @param column from 1; 0 if it is not known
 */
record Spot(String file, int line, int column) {}
