/** Which names are in the code of a commit, and what they are there. */
package dev.winnow.worker.docs.code;
