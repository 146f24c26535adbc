/**
 * The task spec: the YAML or JSON that a person writes, its published JSON Schema, and the rules
 * that a {@link dev.winnow.schemas.Task} keeps whoever made it.
 */
package dev.winnow.schemas.spec;
