/**
 * OpenAPI 3.0 and 3.1: a thin model over the source documents, and the rules that compare two
 * versions of an API. The meaning is that of the specifications published by the OpenAPI
 * Initiative; schemas are left to {@link dev.winnow.worker.contract.schema}.
 */
package dev.winnow.worker.contract.openapi;
