/**
 * What runs in this worker now: who it is for, since when, and the end of its output. Read by the
 * worker's HTTP; kept in memory only, and gone when the run has ended.
 */
package dev.winnow.worker.live;
