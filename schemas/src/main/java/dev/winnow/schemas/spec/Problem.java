package dev.winnow.schemas.spec;

/**
 * One thing that is wrong with a task.
 *
 * @param field where: a path in the spec such as {@code evaluator.rungs[1].timeout}, or {@code
 *     document} for the text as a whole
 * @param message what is wrong, as the end of a sentence that starts with the field
 * @param mend what to write instead
 */
public record Problem(String field, String message, String mend) {}
