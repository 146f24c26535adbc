package dev.winnow.local.check;

import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Finding;
import dev.winnow.worker.note.Quote;
import dev.winnow.worker.tree.Tree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of documents that are wrong for certain. Those that name what drifted are. Those that are
 * listed with a break of a contract may as well be right: of an operation that is gone, they are
 * wrong if they say its method and path, and not if they say another method of the same path.
 */
final class ToldLines {
  private static final String OPERATION_GONE = "openapi.operation-removed";
  private static final Pattern PARAMETER =
      Pattern.compile("\\{[^}/]*\\}|:[A-Za-z_]\\w*|<[^>/]*>|\\$\\{?\\w+\\}?");

  private ToldLines() {}

  /**
   * The lines.
   *
   * @param finding a finding of a check of the tree
   */
  static List<Quote> of(Finding finding, Tree tree) {
    Stream<Quote> lines =
        finding.getDocuments().stream()
            .flatMap(line -> Quote.at(tree, line.getFile(), line.getLine()).stream());
    if (finding.getKind() == ContractKind.DOCUMENT) {
      return lines.toList();
    }
    if (!finding.getRule().equals(OPERATION_GONE)) {
      return List.of();
    }
    Pattern operation = Pattern.compile(Pattern.quote(plain(finding.getElement())) + "(?![\\w/{])");
    return lines.filter(line -> operation.matcher(plain(line.text())).find()).toList();
  }

  /** Parameters have other names in documents, and other marks. */
  private static String plain(String text) {
    return PARAMETER.matcher(text).replaceAll("{}").replaceAll("\\s++", " ");
  }
}
