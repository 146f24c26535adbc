/** The rules by which documents are held against the code. */
package dev.winnow.worker.docs.rule;
