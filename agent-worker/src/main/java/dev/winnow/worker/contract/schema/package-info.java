/**
 * What changes between two versions of a JSON Schema, and whom it hits. The dialects of OpenAPI and
 * the drafts of JSON Schema share it. Schemas are merged and compared as the sets of values they
 * allow, as far as that can be decided; what cannot be decided is not reported.
 */
package dev.winnow.worker.contract.schema;
