package dev.winnow.worker.contract.avro;

/**
 * Where something is written.
 *
 * @param file path in the tree
 * @param line from 1
 */
record Spot(String file, int line) {}
