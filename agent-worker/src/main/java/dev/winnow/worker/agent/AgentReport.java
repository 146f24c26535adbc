package dev.winnow.worker.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.spec.TaskRules;
import dev.winnow.worker.note.Note;
import dev.winnow.worker.order.Secrets;
import dev.winnow.worker.process.UntrustedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an agent says of itself: {@code {"cost": 0.0123, "note": "Why it is so."}}.
 *
 * @param cost what the attempt cost in US dollars, scale 6; empty if the agent does not tell
 * @param note what it says of its patch
 * @param problem why the report was not used; empty if it was, or if there is none
 */
public record AgentReport(Optional<BigDecimal> cost, Note note, String problem) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 64 * 1024;
  private static final String UNFIT = "it is not a regular file of at most " + LARGEST + " bytes";
  private static final Note NOTHING = new Note("");

  /**
   * Reads a report, which anything may have written, and may exchange meanwhile.
   *
   * @param file the report
   * @param sandbox the folder that the file has to be inside of
   */
  public static AgentReport read(Path file, Path sandbox) {
    try {
      byte[] content = UntrustedFile.read(file, sandbox, LARGEST);
      if (content.length > LARGEST) {
        return bad(UNFIT);
      }
      JsonNode report = JSON.readTree(content);
      if (report == null || !report.isObject()) {
        return bad("it is not a JSON object");
      }
      JsonNode note = report.path("note");
      if (!isAbsent(note) && !note.isTextual()) {
        return bad("note is not a text");
      }
      return of(report.path("cost"), new Note(note.asText("")));
    } catch (NoSuchFileException e) {
      return new AgentReport(Optional.empty(), NOTHING, "");
    } catch (UntrustedFile.UnfitException e) {
      return bad(UNFIT);
    } catch (JsonProcessingException e) {
      return bad("it is not JSON");
    } catch (IOException e) {
      return bad("it cannot be read");
    }
  }

  /** The same without what is secret. */
  public AgentReport redacted(Secrets secrets) {
    return new AgentReport(cost, new Note(secrets.redact(note.text())), problem);
  }

  private static AgentReport of(JsonNode cost, Note note) {
    if (isAbsent(cost)) {
      return new AgentReport(Optional.empty(), note, "");
    }
    if (!cost.isNumber()) {
      return bad("cost is not a number");
    }
    double value = cost.doubleValue();
    if (!(value >= 0 && value <= TaskRules.MOST_COST.doubleValue())) {
      return bad("cost is not between 0 and " + TaskRules.MOST_COST);
    }
    BigDecimal exact = cost.decimalValue().setScale(6, RoundingMode.HALF_UP);
    return new AgentReport(Optional.of(exact), note, "");
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static AgentReport bad(String problem) {
    return new AgentReport(
        Optional.empty(), NOTHING, "the agent's report was not used: " + problem);
  }
}
