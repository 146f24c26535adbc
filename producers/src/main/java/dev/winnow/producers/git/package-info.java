/** Runs the git program that is installed, without prompts and within a time. */
package dev.winnow.producers.git;
