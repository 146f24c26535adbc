/**
 * The deciding application: configuration, wiring and start of the topologies and the HTTP server.
 */
package dev.winnow.streams;
