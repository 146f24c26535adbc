/** The live page: the files that a browser gets, and what it may do with them. */
package dev.winnow.streams.page;
