/** What is told of runs that cost money when their worker process has ended before it could. */
package dev.winnow.worker.will;
