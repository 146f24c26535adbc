/** What becomes of records that cannot be used. */
package dev.winnow.streams.deadletter;
