/** What build files define, and how commands in documents call it. Files are only read. */
package dev.winnow.worker.docs.rule.command;
