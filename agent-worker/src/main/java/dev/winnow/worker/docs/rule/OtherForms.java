package dev.winnow.worker.docs.rule;

import dev.winnow.worker.docs.code.CodeFiles;
import dev.winnow.worker.docs.code.CodeIndex;
import dev.winnow.worker.docs.code.Definitions;
import dev.winnow.worker.docs.code.Definitions.Role;
import dev.winnow.worker.docs.drift.Revision;
import dev.winnow.worker.docs.markup.Comments;
import dev.winnow.worker.docs.reference.Reference;
import dev.winnow.worker.docs.reference.Reference.Kind;
import dev.winnow.worker.docs.reference.References;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What code has no more as documents write it, and still has in another form. */
final class OtherForms {
  private final Revision head;
  private final List<String> code;

  private OtherForms(Revision head) {
    this.head = head;
    this.code = CodeIndex.code(head.tree().paths());
  }

  /** Those of some references that the code still has. */
  static Set<Reference> there(Revision head, Collection<Reference> gone) {
    Set<Reference> there = new HashSet<>();
    if (!gone.isEmpty()) {
      OtherForms forms = new OtherForms(head);
      forms.modules(gone, there);
      forms.settings(gone, there);
    }
    return there;
  }

  /** A word with a capital letter can be a notion, of which a file is that is called like it. */
  private void modules(Collection<Reference> gone, Set<Reference> there) {
    Set<String> names = new HashSet<>();
    for (String file : code) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      int dot = name.indexOf('.');
      if (dot > 0 && Character.isLowerCase(name.charAt(0)) && !CodeFiles.isAside(file)) {
        names.add(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1, dot));
      }
    }
    gone.stream()
        .filter(each -> each.kind() == Kind.SYMBOL && each.isPlain())
        .filter(each -> names.contains(each.name()))
        .forEach(there::add);
  }

  /**
   * A setting {@code http.max-age} can be a field {@code maxAge} of what reads it. A word like any
   * other has to be declared to be that.
   */
  private void settings(Collection<Reference> gone, Set<Reference> there) {
    Map<Reference, Set<String>> forms = new HashMap<>();
    for (Reference each : gone) {
      int dot = each.name().lastIndexOf('.');
      if (each.kind() == Kind.KEY && dot > 0) {
        forms.put(each, References.forms(each.name().substring(dot + 1)));
      }
    }
    if (forms.isEmpty()) {
      return;
    }
    Set<String> all = forms.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<String> found = CodeIndex.find(head.tree(), code, all).inCode();
    Set<String> declared = declared(found);
    forms.forEach(
        (each, spelt) -> {
          boolean isOneWord = spelt.stream().noneMatch(form -> form.indexOf('_') >= 0);
          if (!Collections.disjoint(spelt, isOneWord ? declared : found)) {
            there.add(each);
          }
        });
  }

  private Set<String> declared(Set<String> names) {
    Set<String> declared = new HashSet<>();
    if (names.isEmpty()) {
      return declared;
    }
    for (String file : code) {
      String text = CodeFiles.isAside(file) ? "" : head.tree().text(file).orElse("");
      List<String> has = names.stream().filter(text::contains).toList();
      if (!has.isEmpty()) {
        String plain = Comments.without(file, text);
        has.stream()
            .filter(
                name ->
                    Definitions.find(plain, name)
                        .filter(at -> at.role() == Role.DECLARED)
                        .isPresent())
            .forEach(declared::add);
      }
    }
    return declared;
  }
}
