/**
 * Who uses what of which service, and whether it is there. Uses are read from one repository at a
 * time ({@link dev.winnow.worker.consumer.Uses}), attributed to providers ({@link
 * dev.winnow.worker.consumer.Providers}) and held against what these promise ({@link
 * dev.winnow.worker.consumer.PairRules}, {@link dev.winnow.worker.consumer.Affected}). Whatever is
 * not known of a use counts for nothing. Files are read, never run, and nothing is fetched.
 */
package dev.winnow.worker.consumer;
