/** HTTP: reads the contest's stores, and accepts tasks. */
package dev.winnow.streams.query;
