/**
 * Posts the reports of pull requests to GitHub: a check run for each head, or a commit status where
 * check runs are not to be had.
 */
package dev.winnow.worker.report;
