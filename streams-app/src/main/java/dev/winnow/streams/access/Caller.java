package dev.winnow.streams.access;

/**
 * Who asks.
 *
 * @param name as the file of tokens or the issuer has it; goes into no answer
 * @param scope what they may do
 */
record Caller(String name, Scope scope) {}
