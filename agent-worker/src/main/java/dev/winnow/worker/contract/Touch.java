package dev.winnow.worker.contract;

/**
 * What consumers would have to use to be hit by a change.
 *
 * @param operation the operation as {@code METHOD /path}, the record, message or type; templates in
 *     paths are written {@code {}} whatever their names
 * @param part what of it
 * @param name the status, parameter, content type, or dotted path of the field ({@code
 *     items[].id}); empty if the part as a whole is meant
 */
public record Touch(String operation, Part part, String name) {
  /** What of an operation a change is about. */
  public enum Part {
    /** The operation, message or type as a whole. */
    WHOLE,
    PARAMETER,
    REQUEST_FIELD,
    RESPONSE_FIELD,
    STATUS,
    CONTENT_TYPE
  }
}
