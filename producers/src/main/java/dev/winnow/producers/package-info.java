/** What puts events in: this package holds the entry point of the module's own jar. */
package dev.winnow.producers;
