package dev.winnow.benchmarks.quality;

import dev.winnow.schemas.ContractKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaParseException;

/** Avro's own check and nothing else: can the new version read what the old one wrote. */
final class AvroJudge implements Judge {
  @Override
  public String name() {
    return "avro SchemaCompatibility";
  }

  @Override
  public Set<ContractKind> kinds() {
    return Set.of(ContractKind.AVRO);
  }

  @Override
  public Judgement judge(LabelledCase labelled) throws UnreadableCaseException {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(
            parse(labelled.after()), parse(labelled.before()));
    return Judgement.of(
        pair.getType() == SchemaCompatibilityType.INCOMPATIBLE,
        pair.getResult().getIncompatibilities().stream()
            .map(each -> each.getType() + " " + each.getLocation() + ": " + each.getMessage())
            .toList());
  }

  private static Schema parse(ContractFiles version) throws UnreadableCaseException {
    // Names have to be known before they are used, and files come in any order.
    Schema.Parser parser = new Schema.Parser();
    List<String> waiting = new ArrayList<>(version.files().keySet());
    waiting.remove(version.path());
    boolean progress = true;
    while (progress) {
      progress = waiting.removeIf(path -> parses(parser, version.files().get(path)));
    }
    try {
      return parser.parse(version.text());
    } catch (SchemaParseException e) {
      throw new UnreadableCaseException(version.path() + ": " + e.getMessage(), e);
    }
  }

  private static boolean parses(Schema.Parser parser, String text) {
    try {
      parser.parse(text);
      return true;
    } catch (SchemaParseException e) {
      return false;
    }
  }
}
