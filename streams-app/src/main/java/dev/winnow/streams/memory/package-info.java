/** What the stores may take of memory outside of the heap. */
package dev.winnow.streams.memory;
