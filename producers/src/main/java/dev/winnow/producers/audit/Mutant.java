package dev.winnow.producers.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * An attempt of an audit's task.
 *
 * @param attempt its id
 * @param commit where the change is; empty if there is none
 * @param end what became of it
 * @param reason why it is not on the board, in one sentence; empty if it is
 * @param told what the mutator printed of it, a JSON object; a missing node if it printed none
 */
record Mutant(String attempt, String commit, End end, String reason, JsonNode told) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_NAME = "other";

  enum End {
    /** A rung rejected it, or it ran past its timeout. */
    KILLED,
    /** It passed all rungs. */
    SURVIVED,
    /** It is the change of another one. */
    DUPLICATE,
    /** There is no change, or none that may be judged. */
    VOID,
    /** It was not judged. */
    NOT_JUDGED
  }

  /** The name of what was done to the code. */
  String operator() {
    return told.path("operator").asText(NO_NAME);
  }

  /**
   * The JSON object that ends the last line with one; signs that colour a terminal may go before.
   */
  static JsonNode lastObject(String output) {
    JsonNode last = MissingNode.getInstance();
    for (String line : output.lines().filter(each -> each.contains("{")).toList()) {
      try {
        last = JSON.readTree(line.substring(line.indexOf('{')));
      } catch (JsonProcessingException noJson) {
        // Some other output.
      }
    }
    return last;
  }
}
