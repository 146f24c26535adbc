package dev.winnow.local.doctor;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Something to look at.
 *
 * @param name a word or two
 * @param look looks, and says what it found; what it throws is a fault
 * @param mend what to do when it throws, or says nothing in time
 */
record Check(String name, Callable<List<Finding>> look, String mend) {}
