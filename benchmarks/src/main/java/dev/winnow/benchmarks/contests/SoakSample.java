package dev.winnow.benchmarks.contests;

/**
 * What was looked at after some of the results.
 *
 * @param results how many had come in
 * @param resultsPerSecond how fast since the sample before
 * @param heapBytes what is in use after a collection
 * @param residentBytes the process' memory, RocksDB's included; 0 where the system does not tell
 * @param diskBytes files of the stores
 * @param tasks tasks that the stores have
 */
record SoakSample(
    int results,
    double resultsPerSecond,
    long heapBytes,
    long residentBytes,
    long diskBytes,
    int tasks) {}
