package dev.winnow.producers.audit;

import java.util.List;

/**
 * How a worker on this machine runs a command of Winnow's own.
 *
 * @param words program and arguments, which those of the command follow
 * @param readable absolute paths that it reads
 */
public record OwnProgram(List<String> words, List<String> readable) {
  public OwnProgram {
    words = List.copyOf(words);
    readable = List.copyOf(readable);
  }
}
