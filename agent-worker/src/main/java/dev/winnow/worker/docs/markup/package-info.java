/** What documents mark as code, links and blocks, whatever they are written in. */
package dev.winnow.worker.docs.markup;
