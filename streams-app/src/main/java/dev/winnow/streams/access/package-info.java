/** Who may ask over HTTP for what, from where, and how often; see decision 31. */
package dev.winnow.streams.access;
