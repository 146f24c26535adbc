package dev.winnow.worker.contract.openapi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * One of the ways to be let in: all of these together.
 *
 * @param scopes scopes by the name of the security scheme; empty if anyone is let in
 */
public record Credentials(SortedMap<String, SortedSet<String>> scopes) {
  public Credentials {
    scopes = Collections.unmodifiableSortedMap(new TreeMap<>(scopes));
  }
}
