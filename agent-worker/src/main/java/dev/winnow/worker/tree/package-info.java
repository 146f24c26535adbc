/** The files of one commit, read without checking it out. Nothing in them is ever run. */
package dev.winnow.worker.tree;
