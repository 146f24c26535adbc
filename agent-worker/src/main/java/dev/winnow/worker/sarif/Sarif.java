package dev.winnow.worker.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.Conclusion;
import dev.winnow.schemas.ConsumerUse;
import dev.winnow.schemas.DocumentLine;
import dev.winnow.schemas.Finding;
import dev.winnow.schemas.FindingState;
import dev.winnow.schemas.HostedRepository;
import dev.winnow.schemas.PullRequestReport;
import dev.winnow.schemas.Severity;
import dev.winnow.schemas.Side;
import dev.winnow.schemas.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes the report of a pull request as SARIF 2.1.0 (OASIS standard of 27 March 2020).
 *
 * <p>Findings that are fixed are left out. SARIF has {@code baselineState: absent} for them, but
 * readers that do not know it, GitHub's code scanning among them, would show them as open. How many
 * there are is in the properties of the run. The others are {@code new}: a report has only what the
 * pull request introduces.
 */
public final class Sarif {
  /** Name of the fingerprint in {@code partialFingerprints}. */
  public static final String FINGERPRINT = "winnow/v1";

  /** Where SARIF 2.1.0 is described. */
  public static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final String SOURCE_ROOT = "SRCROOT";
  private static final String MERGE_BASE = "MERGE_BASE";
  private static final String HELP =
      "Keep what consumers use, or change it in steps: add the new beside the old, move the"
          + " consumers, then remove the old.";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final PullRequestReport report;
  private final List<String> rules;
  private final SortedSet<String> neighbours = new TreeSet<>();
  private boolean isMergeBaseNamed;

  private Sarif(PullRequestReport report) {
    this.report = report;
    this.rules =
        report.getFindings().stream()
            .filter(Sarif::isOpen)
            .map(Finding::getRule)
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Returns the report as a SARIF log with one run. It depends on nothing but the report.
   *
   * @param report the report of a pull request
   */
  public static ObjectNode of(PullRequestReport report) {
    return new Sarif(report).log();
  }

  private ObjectNode log() {
    ObjectNode log = JSON.objectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    log.putArray("runs").add(run());
    return log;
  }

  private ObjectNode run() {
    HostedRepository repository = report.getRepository();
    ObjectNode run = JSON.objectNode();
    run.putObject("tool").set("driver", driver());
    run.putObject("automationDetails")
        .put("id", "winnow/" + repository.getName() + "/" + report.getNumber() + "/");
    run.set("invocations", JSON.arrayNode().add(invocation()));
    run.set("versionControlProvenance", provenance());
    ArrayNode results = JSON.arrayNode();
    report.getFindings().stream().filter(Sarif::isOpen).map(this::result).forEach(results::add);
    // Known only now that every place has been written.
    run.set("originalUriBaseIds", bases());
    run.set("results", results);
    run.put("columnKind", "utf16CodeUnits");
    ObjectNode properties = run.putObject("properties");
    properties
        .put("repository", repository.getName())
        .put("number", report.getNumber())
        .put("conclusion", report.getConclusion().name().toLowerCase(Locale.ROOT))
        .put("summary", report.getSummary())
        .put("base", report.getBase())
        .put("baseRef", report.getBaseRef());
    report.getMergeBase().ifPresent(base -> properties.put("mergeBase", base));
    properties
        .put("ruleSet", report.getRuleSet())
        .put("fixed", report.getFixed())
        .put("suppressed", report.getSuppressed())
        .put("omitted", report.getOmitted());
    return run;
  }

  private ObjectNode driver() {
    ObjectNode driver = JSON.objectNode();
    driver.put("name", "Winnow").put("version", "rule set " + report.getRuleSet());
    ArrayNode list = driver.putArray("rules");
    for (String rule : rules) {
      ObjectNode entry = list.addObject();
      entry.put("id", rule);
      entry.putObject("shortDescription").put("text", sentence(rule));
      entry.putObject("help").put("text", HELP);
    }
    return driver;
  }

  /** {@code openapi.response-property-removed} as "openapi: response property removed". */
  private static String sentence(String rule) {
    return rule.replaceFirst("\\.", ": ").replace('-', ' ');
  }

  private ObjectNode invocation() {
    ObjectNode invocation = JSON.objectNode();
    invocation.put("executionSuccessful", report.getConclusion() != Conclusion.NEUTRAL);
    ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
    for (CheckNote note : report.getNotes()) {
      ObjectNode notification = notifications.addObject();
      notification.put("level", "note");
      notification.set("message", message(note.getMessage()));
      if (!note.getFile().isEmpty()) {
        notification
            .putArray("locations")
            .addObject()
            .set("physicalLocation", place(note.getRepository(), note.getFile(), note.getLine()));
      }
    }
    return invocation;
  }

  private ArrayNode provenance() {
    ArrayNode provenance = JSON.arrayNode();
    HostedRepository repository = report.getRepository();
    String url =
        repository.getWebUrl().isEmpty() ? repository.getCloneUrl() : repository.getWebUrl();
    ObjectNode entry = provenance.addObject();
    entry.put("repositoryUri", Uris.absolute(url));
    entry.put("revisionId", report.getHead());
    entry.putObject("mappedTo").put("uriBaseId", SOURCE_ROOT);
    return provenance;
  }

  private ObjectNode bases() {
    ObjectNode bases = JSON.objectNode();
    bases
        .putObject(SOURCE_ROOT)
        .putObject("description")
        .put("text", "The checkout of the pull request's head.");
    if (isMergeBaseNamed) {
      bases
          .putObject(MERGE_BASE)
          .putObject("description")
          .put("text", "A checkout of the merge base of the pull request.");
    }
    for (String neighbour : neighbours) {
      bases
          .putObject(neighbour)
          .putObject("description")
          .put("text", "A checkout of the default branch of " + neighbour + ".");
    }
    return bases;
  }

  private ObjectNode result(Finding finding) {
    ObjectNode result = JSON.objectNode();
    result
        .put("ruleId", finding.getRule())
        .put("ruleIndex", rules.indexOf(finding.getRule()))
        .put("kind", "fail")
        .put("level", level(finding.getSeverity()));
    result.set("message", message(joined(finding.getMessage(), finding.getMend())));
    ObjectNode location = result.putArray("locations").addObject();
    // A line of the merge base says nothing of the head's. The file is named even if the head no
    // longer has it: code scanning takes no log with a result that is nowhere.
    int line = isOfMergeBase(finding) ? 0 : finding.getLine();
    location.set("physicalLocation", place(finding.getRepository(), finding.getFile(), line));
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", finding.getElement());
    result.putObject("partialFingerprints").put(FINGERPRINT, finding.getFingerprint());
    result.put("baselineState", "new");
    finding
        .getSuppression()
        .ifPresent(
            why ->
                result
                    .putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("justification", justification(why)));
    List<ObjectNode> related = related(finding);
    if (!related.isEmpty()) {
      result.putArray("relatedLocations").addAll(related);
    }
    result.set("properties", properties(finding));
    return result;
  }

  private static String justification(Suppression why) {
    return why.getReason() + why.getUntil().map(day -> " (until " + day + ")").orElse("");
  }

  private List<ObjectNode> related(Finding finding) {
    List<ObjectNode> related = new ArrayList<>();
    if (isOfMergeBase(finding)) {
      isMergeBaseNamed = true;
      ObjectNode location = JSON.objectNode();
      location.put("id", 1);
      location.set("physicalLocation", place(finding.getFile(), finding.getLine(), MERGE_BASE));
      location.set("message", message("Where it was, at the merge base."));
      related.add(location);
    }
    for (ConsumerUse use : finding.getConsumers()) {
      ObjectNode location = JSON.objectNode();
      location.put("id", related.size() + 1);
      location.set("physicalLocation", place(use.getRepository(), use.getFile(), use.getLine()));
      location.set(
          "message",
          message(
              (use.getConfirmed() ? "Breaks " : "May be used by ")
                  + use.getService()
                  + " in "
                  + use.getRepository()
                  + "."));
      related.add(location);
    }
    for (DocumentLine line : finding.getDocuments()) {
      if (line.getFile().equals(finding.getFile()) && line.getLine() == finding.getLine()) {
        // A drift is itself at the first of its lines.
        continue;
      }
      ObjectNode location = JSON.objectNode();
      location.put("id", related.size() + 1);
      location.set(
          "physicalLocation", place(finding.getRepository(), line.getFile(), line.getLine()));
      location.set("message", message("A document says so."));
      related.add(location);
    }
    return related;
  }

  private static ObjectNode properties(Finding finding) {
    ObjectNode properties = JSON.objectNode();
    properties
        .put("kind", finding.getKind().name())
        .put("service", finding.getService())
        .put("element", finding.getElement())
        .put("side", finding.getSide().name())
        .put("score", finding.getScore())
        .put("confidence", finding.getConfidence())
        .put("state", finding.getState().name())
        .put("since", finding.getSince());
    ArrayNode consumers = properties.putArray("consumers");
    for (ConsumerUse use : finding.getConsumers()) {
      consumers
          .addObject()
          .put("service", use.getService())
          .put("repository", use.getRepository())
          .put("file", use.getFile())
          .put("line", use.getLine())
          .put("evidence", use.getEvidence().name())
          .put("confirmed", use.getConfirmed());
    }
    return properties;
  }

  private boolean isOfMergeBase(Finding finding) {
    return finding.getSide() == Side.MERGE_BASE
        && finding.getRepository().equals(report.getRepository().getName());
  }

  private ObjectNode place(String repository, String file, int line) {
    if (repository.equals(report.getRepository().getName())) {
      return place(file, line, SOURCE_ROOT);
    }
    neighbours.add(repository);
    return place(file, line, repository);
  }

  private static ObjectNode place(String file, int line, String base) {
    ObjectNode place = JSON.objectNode();
    place.putObject("artifactLocation").put("uri", Uris.relative(file)).put("uriBaseId", base);
    if (line > 0) {
      place.putObject("region").put("startLine", line);
    }
    return place;
  }

  private static ObjectNode message(String text) {
    return JSON.objectNode().put("text", MessageText.literal(text));
  }

  private static String joined(String message, String mend) {
    return mend.isBlank() ? message : message + " " + mend;
  }

  private static boolean isOpen(Finding finding) {
    return finding.getState() != FindingState.FIXED;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }
}
