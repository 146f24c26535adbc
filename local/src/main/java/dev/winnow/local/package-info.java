/**
 * All of Winnow in one JVM, for a laptop: the launcher's commands, the local stack and the demo.
 */
package dev.winnow.local;
