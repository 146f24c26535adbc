/**
 * What breaks between two versions of the Protobuf files of a package, after what protobuf.dev says
 * on updating a message type and on JSON. Files are parsed with Wire; imports are looked up in the
 * tree, and what is not there is unknown, which is no failure.
 */
package dev.winnow.worker.contract.protobuf;
