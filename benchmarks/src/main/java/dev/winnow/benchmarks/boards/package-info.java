/**
 * How fast the best of a board are read, in process and over HTTP, beside a sorted set of Redis.
 */
package dev.winnow.benchmarks.boards;
