package dev.winnow.benchmarks.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of a contract: its files.
 *
 * @param files texts by path, in the order in which the case has them
 * @param main the files that are the contract; the others are there to be referred to
 */
public record ContractFiles(Map<String, String> files, List<String> main) {
  public ContractFiles {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    main = List.copyOf(main);
    if (main.isEmpty() || !files.keySet().containsAll(main)) {
      throw new IllegalArgumentException("main files " + main + " of " + files.keySet());
    }
  }

  /** The first of the main files. */
  public String path() {
    return main.get(0);
  }

  /** Text of the first of the main files. */
  public String text() {
    return files.get(path());
  }
}
