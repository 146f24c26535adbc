/**
 * What breaks between two versions of a GraphQL schema, after the breaking and dangerous changes
 * that the GraphQL specification implies. Reads with the parser of graphql-java, and merges by its
 * own rules: files and extensions may come in any order, and a subgraph may extend what it does not
 * define.
 */
package dev.winnow.worker.contract.graphql;
