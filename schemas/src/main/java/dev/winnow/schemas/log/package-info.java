/** How log lines are written where machines read them. Only logback's configuration names it. */
package dev.winnow.schemas.log;
