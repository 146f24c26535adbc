package dev.winnow.worker.docs.rule.command;

/**
 * Something that a build file defines to be run by name.
 *
 * @param line where, from 1
 * @param body what it does, to see that it was only renamed; empty if it cannot be said
 */
public record Target(int line, String body) {}
