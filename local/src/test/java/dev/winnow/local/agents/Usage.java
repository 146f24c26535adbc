package dev.winnow.local.agents;

/**
 * Tokens of one answer.
 *
 * @param input those of the request that were not read from a cache
 * @param cached those of the request that were
 * @param output those of the answer, with what was thought for it
 * @param thought those of the answer that were only thought
 */
record Usage(long input, long cached, long output, long thought) {}
