/** Reports of pull requests as SARIF, for tools that show the findings of others. */
package dev.winnow.worker.sarif;
