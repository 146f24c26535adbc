/** What a document refers to: symbols, flags, settings, files. Pure text, no tree in here. */
package dev.winnow.worker.docs.reference;
