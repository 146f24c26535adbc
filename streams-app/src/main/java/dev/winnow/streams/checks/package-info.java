/**
 * From what webhooks tell of pull requests to check orders, findings and reports. Read {@link
 * dev.winnow.streams.checks.ChecksTopology} first.
 */
package dev.winnow.streams.checks;
