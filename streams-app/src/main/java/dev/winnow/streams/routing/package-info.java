/** Finds which instance holds what, and asks it. */
package dev.winnow.streams.routing;
