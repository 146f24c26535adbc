/** Reads source files that others wrote, within bounds of size and depth. */
package dev.winnow.worker.source;
