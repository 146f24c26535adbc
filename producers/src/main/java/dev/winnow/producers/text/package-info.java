/** Numbers, times and texts as people read them, whatever they are printed on. */
package dev.winnow.producers.text;
