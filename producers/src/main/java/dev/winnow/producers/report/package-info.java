/** Reports of tasks to share: one model, written as HTML, Markdown or a plot in SVG. */
package dev.winnow.producers.report;
