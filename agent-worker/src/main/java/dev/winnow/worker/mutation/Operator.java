package dev.winnow.worker.mutation;

/**
 * What a mutation does. The choice is the default of PIT (Coles, Laurent, Henard, Papadakis and
 * Ventresque: PIT, a practical mutation testing tool for Java, ISSTA 2016), with the logical
 * connectors of the sufficient operators (Offutt, Lee, Rothermel, Untch and Zapf: An experimental
 * determination of sufficient mutant operators, TOSEM 1996) and with constants. PIT mutates byte
 * code, these mutate source: an evaluator has to see a patch.
 */
public enum Operator {
  /** {@code <} and {@code <=}, {@code >} and {@code >=} change places. */
  CONDITIONALS_BOUNDARY("conditionals boundary"),
  /** A comparison, or another condition, becomes its opposite. */
  NEGATE_CONDITIONALS("negate conditionals"),
  /** {@code &&} and {@code ||} change places. */
  LOGICAL_CONNECTORS("logical connectors"),
  /** An operator of arithmetic, bits or shifts becomes another. */
  ARITHMETIC("arithmetic"),
  /** {@code ++} and {@code --} change places. */
  INCREMENTS("increments"),
  /** The minus of {@code -x} goes. */
  NEGATIVES("negatives"),
  /** A method returns null, 0, a boolean or an empty thing. */
  RETURN_VALUES("return values"),
  /** A call whose result nobody uses goes. */
  CALLS("calls"),
  /** A literal number or boolean becomes another. */
  CONSTANTS("constants");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** Its name in words. */
  public String text() {
    return text;
  }
}
