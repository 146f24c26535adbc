package dev.winnow.worker.docs.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what a document says, while it is read from its top. */
final class Prose {
  final Headings headings = new Headings();
  final Slugs slugs = new Slugs();
  private final List<Span> spans = new ArrayList<>();

  void code(String text, int line, String sentence) {
    add(Form.CODE, text.strip(), line, "", sentence);
  }

  void link(String target, int line, String sentence) {
    add(Form.LINK, target.strip(), line, "", sentence);
  }

  void block(String text, int line, String language, String sentence) {
    add(Form.BLOCK, text, line, language, sentence);
  }

  private void add(Form form, String text, int line, String language, String sentence) {
    if (!text.isBlank()) {
      spans.add(new Span(form, text, line, language, sentence, headings.path()));
    }
  }

  Document document(String file) {
    spans.sort(Comparator.comparingInt(Span::line));
    return new Document(file, spans, slugs.anchors());
  }
}
