/** How fast records of Winnow's topics and stores are read. */
package dev.winnow.benchmarks.decoding;
