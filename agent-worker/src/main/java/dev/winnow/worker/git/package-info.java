/**
 * What a worker does with git, by its command line: mirrors of repositories, checkouts without
 * history, and the commits that patches are. No repository's hooks or configuration is heeded.
 */
package dev.winnow.worker.git;
