/** The commands a person types, and how they draw what they show. */
package dev.winnow.producers.cli;
