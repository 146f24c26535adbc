/** Task specs to begin with, one for each pattern of work. */
package dev.winnow.producers.template;
