package dev.winnow.benchmarks.quality;

import java.util.List;

/**
 * What was read from a folder of cases.
 *
 * @param cases those that can be used, in the order of their files
 * @param problems those that cannot
 */
public record Suite(List<LabelledCase> cases, List<CaseProblem> problems) {
  public Suite {
    cases = List.copyOf(cases);
    problems = List.copyOf(problems);
  }
}
