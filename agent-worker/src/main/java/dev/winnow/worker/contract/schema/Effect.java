package dev.winnow.worker.contract.schema;

/** What a change does to the set of valid values, or to who reads them. */
enum Effect {
  /** Some value that was valid is valid no longer. */
  NARROWS,
  /** A property became required, but has a default that may stand in for it. */
  NARROWS_WITH_DEFAULT,
  /** A format was tightened: many validators do not look at it. */
  NARROWS_FORMAT,
  /** Some value is valid that was not, and readers are likely to stumble over it. */
  WIDENS,
  /** Some value is valid that was not, but few readers care. */
  WIDENS_MILDLY,
  /** Something that a reader may rely on is no longer declared. */
  LOSES,
  /** The same of a property that was optional: a reader could not rely on it being there. */
  LOSES_OPTIONAL,
  /** A property is declared that could have been there before, with any value. */
  DECLARES,
  /** A property is not declared any more, but may still be there, with any value. */
  UNDECLARES,
  /** The meaning of a valid value may differ, not the set of valid values. */
  SHIFTS
}
