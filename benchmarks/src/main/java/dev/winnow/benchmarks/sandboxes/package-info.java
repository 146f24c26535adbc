/** How long a sandbox takes to be ready, and how much disk it takes, beside git's own worktrees. */
package dev.winnow.benchmarks.sandboxes;
