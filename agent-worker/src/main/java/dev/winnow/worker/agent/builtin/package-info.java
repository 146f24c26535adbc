/**
 * The agents that are built in: {@code sweep} puts parameters into files, {@code mutate} changes
 * one place of the Java. Each is a program of its own that a worker starts like any other agent.
 */
package dev.winnow.worker.agent.builtin;
