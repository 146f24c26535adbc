package dev.winnow.worker.contract.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one tree, each read once, and the references between them. Nothing is fetched:
 * what is not in the tree is unknown. Not for use by several threads.
 */
public final class Documents {
  private static final int MOST_DOCUMENTS = 1_000;
  private static final long MOST_CHARACTERS = 32L << 20;
  private static final int LONGEST_CHAIN = 100;
  private static final String REFERENCE = "$ref";

  private final Tree tree;
  private final Map<String, SourceDocument> loaded = new HashMap<>();
  private final Map<String, UnreadableContractException> refused = new HashMap<>();
  private final Map<SourceDocument, Identifiers> identifiers = new HashMap<>();
  private long characters;

  public Documents(Tree tree) {
    this.tree = tree;
  }

  /**
   * Reads a file of the tree, once.
   *
   * @param path path in the tree
   * @throws UnreadableContractException if there is no such file, or it cannot be read; again each
   *     time it is asked for
   */
  public SourceDocument load(String path) throws UnreadableContractException {
    SourceDocument known = loaded.get(path);
    if (known != null) {
      return known;
    }
    UnreadableContractException bad = refused.get(path);
    if (bad != null) {
      throw bad;
    }
    try {
      SourceDocument read = read(path);
      loaded.put(path, read);
      return read;
    } catch (UnreadableContractException unreadable) {
      refused.put(path, unreadable);
      throw unreadable;
    }
  }

  private SourceDocument read(String path) throws UnreadableContractException {
    if (loaded.size() + refused.size() >= MOST_DOCUMENTS) {
      throw new UnreadableContractException(path, 0, "is one of too many files of one contract");
    }
    Optional<String> text = tree.text(path);
    if (text.isEmpty()) {
      throw new UnreadableContractException(path, 0, "is not in the tree, or is too large");
    }
    characters += text.get().length();
    if (characters > MOST_CHARACTERS) {
      throw new UnreadableContractException(path, 0, "is one of too large files in sum");
    }
    return SourceDocument.parse(path, text.get());
  }

  /**
   * A value of a file of the tree.
   *
   * @return a missing node if there is nothing at the pointer
   * @throws UnreadableContractException if the file cannot be read
   */
  public Node node(String path, JsonPointer pointer) throws UnreadableContractException {
    return load(path).node(pointer);
  }

  /**
   * Follows {@code $ref}, and what it leads to, until there is a value that is no reference. What
   * stands beside {@code $ref} is not looked at.
   *
   * @return the node itself if it is no reference; empty if the target is unknown: it is not in the
   *     tree, cannot be read, or the references go in a circle
   */
  public Optional<Node> resolve(Node node) {
    Hops hops = new Hops();
    Node here = node;
    while (isReference(here)) {
      Optional<Node> target = target(here, reference(here), hops);
      if (target.isEmpty()) {
        return target;
      }
      here = target.get();
    }
    return Optional.of(here);
  }

  /**
   * What a reference written at a node leads to, one step.
   *
   * @param node where the reference is written: relative ones start from its document
   * @param reference a URI reference: {@code #/components/schemas/Order}, {@code order.yaml#/Order}
   * @return empty if it is unknown
   */
  public Optional<Node> target(Node node, String reference) {
    return target(node, reference, new Hops());
  }

  /** Whether a value is an object with a textual {@code $ref}. */
  public static boolean isReference(Node node) {
    return node.value().path(REFERENCE).isTextual();
  }

  private static String reference(Node node) {
    return node.value().get(REFERENCE).textValue();
  }

  private Optional<Node> target(Node node, String reference, Hops hops) {
    if (!hops.next()) {
      return Optional.empty();
    }
    Reference parsed = Reference.parse(reference);
    Identifiers own = identifiers(node.document());
    Node resource = own.resource(node);
    if (parsed.document().isEmpty()) {
      Optional<Node> found = within(resource, parsed.fragment(), hops);
      // Many write pointers from the document's root although an $id in between moved it.
      return found.isPresent() || resource.pointer().matches()
          ? found
          : within(node.document().node(), parsed.fragment(), hops);
    }
    for (String path : Reference.paths(node.file(), own.base(node), parsed.document())) {
      if (tree.blob(path).isPresent()) {
        try {
          return within(load(path).node(), parsed.fragment(), hops);
        } catch (UnreadableContractException unknown) {
          return Optional.empty();
        }
      }
    }
    return own.byIdentifier(Reference.absolute(own.base(node), parsed.document()))
        .flatMap(target -> within(target, parsed.fragment(), hops));
  }

  /** What a fragment means in a resource: a pointer from its root, or an anchor. */
  private Optional<Node> within(Node resource, String fragment, Hops hops) {
    if (fragment.isEmpty()) {
      return Optional.of(resource);
    }
    if (!fragment.startsWith("/")) {
      return identifiers(resource.document()).byAnchor(resource, fragment);
    }
    Node here = resource;
    for (JsonPointer rest = JsonPointer.compile(fragment); !rest.matches(); rest = rest.tail()) {
      JsonPointer step = rest;
      Optional<Node> next = step(here, step);
      if (next.isEmpty() && isReference(here)) {
        // A pointer may lead through a reference: #/paths/~1orders/get where the path is a $ref.
        next = target(here, reference(here), hops).flatMap(target -> step(target, step));
      }
      if (next.isEmpty()) {
        return next;
      }
      here = next.get();
    }
    return Optional.of(here);
  }

  private static Optional<Node> step(Node here, JsonPointer step) {
    JsonNode value = here.value();
    Node next =
        value.isArray() && step.getMatchingIndex() >= 0
            ? here.child(step.getMatchingIndex())
            : here.child(step.getMatchingProperty());
    return next.exists() ? Optional.of(next) : Optional.empty();
  }

  private Identifiers identifiers(SourceDocument document) {
    return identifiers.computeIfAbsent(document, Identifiers::new);
  }

  /** How many references one question may follow: circles end here. */
  private static final class Hops {
    private int left = LONGEST_CHAIN;

    boolean next() {
      return left-- > 0;
    }
  }
}
