package dev.winnow.worker.docs.markup;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Goes through the nodes of a Markdown document, in their order. It does not recurse, as the
 * library's visitors do: nodes may be nested as deeply as a paragraph is long.
 */
final class MarkdownWalk {
  /** An id that is given to a heading or another place: {@code {#id}}, {@code {: #id}}. */
  private static final Pattern ATTRIBUTE_ID = Pattern.compile("\\{:? ?#([\\p{L}\\p{N}_.:-]++)");

  private static final Pattern HEADING_ATTRIBUTES = Pattern.compile("\\{:? ?[#.][^{}]*+\\}$");

  private final String[] lines;
  private final Prose prose;
  private final boolean isMdx;
  private String sentence = "";

  MarkdownWalk(String[] lines, Prose prose, boolean isMdx) {
    this.lines = lines;
    this.prose = prose;
    this.isMdx = isMdx;
  }

  void walk(Node root) {
    for (Node node = root; node != null; node = next(node, root)) {
      visit(node);
    }
  }

  /** The node behind a node, with those that are in it before those behind it. */
  private static Node next(Node node, Node root) {
    return node.getFirstChild() != null ? node.getFirstChild() : behind(node, root);
  }

  private static Node behind(Node node, Node root) {
    Node here = node;
    while (here != null && here != root) {
      if (here.getNext() != null) {
        return here.getNext();
      }
      here = here.getParent();
    }
    return null;
  }

  private void visit(Node node) {
    if (node instanceof Paragraph || node instanceof TableRow) {
      sentence = text(node);
      anchorsIn(sentence);
    } else if (node instanceof Heading heading) {
      heading(heading.getLevel(), text(heading));
    } else if (node instanceof Code code) {
      prose.code(code.getLiteral(), line(code), sentence);
    } else if (node instanceof Link link) {
      link(link, link.getDestination());
    } else if (node instanceof Image image) {
      link(image, image.getDestination());
    } else if (node instanceof LinkReferenceDefinition definition) {
      definition(definition);
    } else if (node instanceof FencedCodeBlock block) {
      String language = FenceInfo.language(block.getInfo());
      prose.block(withoutLastBreak(block.getLiteral()), line(block) + 1, language, sentence);
    } else if (node instanceof IndentedCodeBlock block && !isMdx) {
      prose.block(withoutLastBreak(block.getLiteral()), line(block), "", sentence);
    } else if (node instanceof HtmlInline inline) {
      inlineHtml(inline);
    } else if (node instanceof HtmlBlock block) {
      htmlBlock(block);
    }
  }

  private void heading(int level, String text) {
    anchorsIn(text);
    String title = HEADING_ATTRIBUTES.matcher(text).replaceFirst("").strip();
    prose.slugs.heading(title);
    prose.headings.enter(level, title);
    sentence = title;
  }

  private void anchorsIn(String text) {
    if (text.contains("{")) {
      Matcher ids = ATTRIBUTE_ID.matcher(text);
      while (ids.find()) {
        prose.slugs.explicit(ids.group(1));
      }
    }
  }

  /** A link that names its definition is left to that: there its target is written. */
  private void link(Node node, String destination) {
    if (lastCharacter(node) != ']') {
      prose.link(destination, lastLine(node), sentence);
    }
  }

  private void definition(LinkReferenceDefinition definition) {
    boolean isFootnote = definition.getLabel().startsWith("^");
    if (!isFootnote) {
      prose.link(definition.getDestination(), line(definition), definition.getLabel());
    }
  }

  private void inlineHtml(HtmlInline inline) {
    for (Html.Tag tag : Html.tags(inline.getLiteral())) {
      tag(tag, inline.getLiteral(), line(inline), sentence);
      boolean isCode = tag.name().equals("code") && inline.getNext() instanceof Text;
      if (isCode) {
        prose.code(((Text) inline.getNext()).getLiteral(), line(inline), sentence);
      }
    }
  }

  private void htmlBlock(HtmlBlock block) {
    String html = block.getLiteral();
    List<Html.Tag> tags = Html.tags(html);
    int line = line(block);
    int counted = 0;
    String lineText = "";
    int lineEnd = -1;
    for (int i = 0; i < tags.size(); i++) {
      Html.Tag tag = tags.get(i);
      if (tag.name().equals("script") || tag.name().equals("style")) {
        return;
      }
      line += breaks(html, counted, tag.start());
      counted = tag.start();
      if (tag.start() > lineEnd) {
        lineEnd = html.indexOf('\n', tag.start());
        lineEnd = lineEnd < 0 ? html.length() : lineEnd;
        int lineStart = html.lastIndexOf('\n', tag.start()) + 1;
        lineText = Html.text(html.substring(lineStart, lineEnd));
      }
      tag(tag, html, line, lineText);
      int contentEnd = i + 1 < tags.size() ? tags.get(i + 1).start() : html.length();
      String content = Html.decoded(html.substring(tag.end(), contentEnd)).strip();
      if (tag.name().equals("code") && !content.contains("\n")) {
        prose.code(content, line, lineText);
      } else if (tag.name().matches("h[1-6]")) {
        heading(tag.name().charAt(1) - '0', htmlTitle(html, tags, i));
      }
    }
  }

  private static String htmlTitle(String html, List<Html.Tag> tags, int heading) {
    StringBuilder title = new StringBuilder();
    for (int i = heading; i < tags.size() && i < heading + 10; i++) {
      if (tags.get(i).name().equals("/" + tags.get(heading).name())) {
        break;
      }
      int end = i + 1 < tags.size() ? tags.get(i + 1).start() : html.length();
      title.append(html, tags.get(i).end(), end);
    }
    return Html.decoded(title.toString()).strip();
  }

  /**
   * What a tag says.
   *
   * @param html what it is in
   * @param line at which it begins
   */
  private void tag(Html.Tag tag, String html, int line, String around) {
    Optional<Html.Attribute> target =
        switch (tag.name()) {
          case "a" -> tag.attribute("href");
          case "img", "source", "video" -> tag.attribute("src");
          default -> Optional.empty();
        };
    target.ifPresent(
        to -> prose.link(to.value(), line + breaks(html, tag.start(), to.at()), around));
    tag.attribute("id").ifPresent(id -> prose.slugs.explicit(id.value()));
    if (tag.name().equals("a")) {
      tag.attribute("name").ifPresent(name -> prose.slugs.explicit(name.value()));
    }
  }

  private static int breaks(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }

  /** What a reader sees of a block. */
  private static String text(Node block) {
    StringBuilder text = new StringBuilder();
    for (Node node = block; node != null; node = next(node, block)) {
      if (node instanceof Text words) {
        text.append(words.getLiteral());
      } else if (node instanceof Code code) {
        text.append(code.getLiteral());
      } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        text.append(' ');
      } else if (node instanceof TableCell && node.getPrevious() != null) {
        text.append(" | ");
      }
    }
    return text.toString();
  }

  private static String withoutLastBreak(String literal) {
    return literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
  }

  /** The line at which a node begins, from 1; of one without a place, that of what it is in. */
  private static int line(Node node) {
    Node here = node;
    while (here != null) {
      if (!here.getSourceSpans().isEmpty()) {
        return here.getSourceSpans().get(0).getLineIndex() + 1;
      }
      here = here.getParent();
    }
    return 1;
  }

  /** The line at which a link ends, where its target is. */
  private static int lastLine(Node node) {
    List<SourceSpan> places = node.getSourceSpans();
    return places.isEmpty() ? line(node) : places.get(places.size() - 1).getLineIndex() + 1;
  }

  private char lastCharacter(Node node) {
    List<SourceSpan> places = node.getSourceSpans();
    if (places.isEmpty()) {
      return ' ';
    }
    SourceSpan last = places.get(places.size() - 1);
    String line = lines[last.getLineIndex()];
    int at = last.getColumnIndex() + last.getLength() - 1;
    return at >= 0 && at < line.length() ? line.charAt(at) : ' ';
  }
}
