/**
 * What breaks between two versions of a contract. A package for each kind; this one has what they
 * share. Pure: files come from a {@link dev.winnow.worker.tree.Tree}, and nothing is fetched.
 */
package dev.winnow.worker.contract;
