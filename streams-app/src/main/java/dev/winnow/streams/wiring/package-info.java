/** How sub-topologies are put together. */
package dev.winnow.streams.wiring;
