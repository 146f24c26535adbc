/** What a rule about documents is given, and what it finds. */
package dev.winnow.worker.docs.drift;
