/** {@code winnow doctor}: what is wrong with this host and with the cluster, and how to mend it. */
package dev.winnow.local.doctor;
