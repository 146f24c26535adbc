/** What runs inside of a sandbox to give it a network; it uses nothing but the JDK. */
package dev.winnow.worker.isolation.forward;
