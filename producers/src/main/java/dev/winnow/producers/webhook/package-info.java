/**
 * Receives GitHub's webhooks: checks who sent them, keeps the few fields that checks of pull
 * requests need, and answers when Kafka has them.
 */
package dev.winnow.producers.webhook;
