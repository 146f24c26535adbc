/**
 * The worker's HTTP: metrics, health, what runs now and its output. Has no authentication and
 * changes nothing; off unless {@code worker.http.port} is set.
 */
package dev.winnow.worker.http;
