/** What an agent says of its patch, and the lines that it quotes there. */
package dev.winnow.worker.note;
