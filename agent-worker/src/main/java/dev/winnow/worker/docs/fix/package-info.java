/** Writes what documents should say as a patch, once a check has shown that it mends them. */
package dev.winnow.worker.docs.fix;
