/** What {@code winnow audit} has workers run. */
package dev.winnow.local.audit;
