/**
 * Patches of attempts as text: what their commits change, read from git repositories of results.
 */
package dev.winnow.streams.patch;
