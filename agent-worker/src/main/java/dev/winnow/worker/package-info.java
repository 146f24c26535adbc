/**
 * The worker: takes attempt and evaluation orders from the work queues, carries them out in
 * sandboxes, and publishes what came of them.
 */
package dev.winnow.worker;
