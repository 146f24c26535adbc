/** The metrics of the application, in the text format of Prometheus; see decision 31. */
package dev.winnow.streams.metrics;
