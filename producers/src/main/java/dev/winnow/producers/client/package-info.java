/** Reads the HTTP API of the streams application, and finds the cluster it belongs to. */
package dev.winnow.producers.client;
