/**
 * AsyncAPI 2 and 3: channels and what a service sends and receives there, and the rules that
 * compare two versions. The meaning is that of the specifications published by the AsyncAPI
 * Initiative; payloads are left to {@link dev.winnow.worker.contract.schema} and to Avro.
 */
package dev.winnow.worker.contract.asyncapi;
