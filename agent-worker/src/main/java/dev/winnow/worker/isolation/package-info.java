/**
 * Keeping commands that are not trusted apart from their host and from each other: by limits on
 * processes alone, by namespaces (bubblewrap), or by containers.
 */
package dev.winnow.worker.isolation;
