package dev.winnow.worker.consumer;

import java.util.Optional;

/**
 * A path in code that may be one of another service.
 *
 * @param provider a name or host that stands with it; empty if there is none
 * @param method empty if it is not known
 * @param path with {@code {}} for what is not known
 * @param line from 1
 */
record Candidate(Optional<String> provider, Optional<String> method, String path, int line) {}
