/** {@code winnow cheats}: hostile agents, each a real one, that must neither win nor do harm. */
package dev.winnow.local.cheats;
