package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;

/**
 * Two versions of a contract and whether the second breaks consumers of the first.
 *
 * @param name name of the case, for people
 * @param source the file that it was read from
 * @param kind what the contract is written in
 * @param before the version that consumers keep to
 * @param after the version that they meet
 * @param breaking the label
 * @param disputed whether tools or rules do not agree on the label; such cases are counted apart
 * @param why why the label is what it is; empty if the suite does not say
 */
public record LabelledCase(
    String name,
    String source,
    ContractKind kind,
    ContractFiles before,
    ContractFiles after,
    boolean breaking,
    boolean disputed,
    String why) {}
