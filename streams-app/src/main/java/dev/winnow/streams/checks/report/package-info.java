/** What is made of the checks of a pull request's heads. Pure logic: no Kafka in here. */
package dev.winnow.streams.checks.report;
