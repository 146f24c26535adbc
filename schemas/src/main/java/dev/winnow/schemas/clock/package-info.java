/** What processes do when the clock of their host is set. */
package dev.winnow.schemas.clock;
