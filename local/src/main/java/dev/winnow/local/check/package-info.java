/**
 * {@code winnow check}: the report of a pull request, made on this machine without Kafka; what it
 * can mend, what it has an agent mend, and the gate for that.
 */
package dev.winnow.local.check;
