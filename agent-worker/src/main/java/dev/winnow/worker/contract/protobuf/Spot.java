package dev.winnow.worker.contract.protobuf;

/**
 * Where something is written.
 *
 * @param file path in the tree
 * @param line from 1
 */
record Spot(String file, int line) {}
