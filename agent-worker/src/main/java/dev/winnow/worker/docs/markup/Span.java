package dev.winnow.worker.docs.markup;

/**
 * A piece of a document that can name something in the repository.
 *
 * @param form how it is marked
 * @param text what is marked, without the marks; of a block all its lines
 * @param line where it begins, from 1; of a block the first line of its content
 * @param language of a block, lower case, empty if it names none; else empty
 * @param sentence text of the paragraph, list item or table row that it is in, of a block the one
 *     before it
 * @param headings the headings above it, outermost first, with " / " between them
 */
public record Span(
    Form form, String text, int line, String language, String sentence, String headings) {}
