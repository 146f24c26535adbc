/** A real Kafka broker (KRaft, combined mode) in this JVM. */
package dev.winnow.local.broker;
