/** The demo: a contest on real work, from an example folder to a verdict. */
package dev.winnow.local.demo;
