/** What orders of both kinds, attempts and evaluations, have in common when they are worked on. */
package dev.winnow.worker.order;
