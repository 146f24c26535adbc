/**
 * Finds what documents say and what is not so any more. A reference counts if it was right when it
 * was written, or at the merge base, and is wrong now: what was never right may be about something
 * else.
 */
package dev.winnow.worker.docs;
