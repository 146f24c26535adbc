/** Finds out before a task runs whether it can be judged without a person. */
package dev.winnow.producers.lint;
