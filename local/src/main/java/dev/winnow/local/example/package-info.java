/**
 * Examples of the checkout as commands run them: working copies, with a repository of their own.
 */
package dev.winnow.local.example;
