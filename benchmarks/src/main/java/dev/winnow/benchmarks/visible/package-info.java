/** How long it takes until what a result changed can be read. */
package dev.winnow.benchmarks.visible;
