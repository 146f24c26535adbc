/**
 * Standalone JSON Schema files as contracts, draft 4 to 2020-12. By default a document that was
 * valid must stay valid, and what was declared must not vanish; a declared compatibility is judged
 * as schema registries do.
 */
package dev.winnow.worker.contract.jsonschema;
