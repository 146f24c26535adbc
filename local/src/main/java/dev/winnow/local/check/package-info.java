/** {@code winnow check}: the report of a pull request, made on this machine without Kafka. */
package dev.winnow.local.check;
