package dev.winnow.worker.consumer;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import dev.winnow.worker.contract.UnreadableContractException;
import dev.winnow.worker.contract.source.Documents;
import dev.winnow.worker.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the services of a repository use of others. Paths in code are kept by blob, so that
 * the next commit costs only what has changed. Safe for use by several threads.
 */
public final class Uses {
  private static final int MOST_BLOBS_KEPT = 50_000;
  private static final int MOST_LITERAL_PATHS = 5_000;

  private final Map<String, List<Candidate>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Candidate>> eldest) {
          return size() > MOST_BLOBS_KEPT;
        }
      };

  /**
   * What was found.
   *
   * @param uses sorted by place
   * @param notes files that could not be read, sorted by path
   */
  public record Found(List<Use> uses, List<CheckNote> notes) {}

  /**
   * The uses in one commit of a repository.
   *
   * @param tree its files
   * @param services its services; a file of none is left out
   * @return sorted by place
   */
  public static List<Use> of(Tree tree, Services services) {
    return new Uses().in(tree, services).uses();
  }

  /**
   * The uses in one commit of a repository, and what could not be read.
   *
   * @param tree its files
   * @param services its services; a file of none is left out
   */
  public Found in(Tree tree, Services services) {
    Reading reading = new Reading(tree, services);
    for (String file : tree.paths()) {
      if (!Folders.isForeign(file)) {
        reading.file(file);
      }
    }
    reading.declarations();
    return new Found(
        reading.uses.stream().distinct().sorted(Use.ORDER).toList(), List.copyOf(reading.notes));
  }

  /** One reading of one commit. */
  private final class Reading {
    private final Tree tree;
    private final Services services;
    private final Documents documents;
    private final Set<Use> uses = new LinkedHashSet<>();
    private final List<CheckNote> notes = new ArrayList<>();
    private int literalPaths;

    Reading(Tree tree, Services services) {
      this.tree = tree;
      this.services = services;
      this.documents = new Documents(tree);
    }

    void file(String file) {
      Optional<CodeLanguage> language = CodeLanguage.of(file);
      if (language.isPresent() && !Folders.isNoSource(file)) {
        literalPaths(file, language.get());
      }
      if (isData(file)) {
        Optional<String> text = tree.text(file);
        if (text.isPresent()) {
          data(file, text.get());
        }
      }
    }

    /** Whether a file's name leaves room for anything but code. */
    private boolean isData(String file) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      return switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "json",
            "yaml",
            "yml",
            "avsc",
            "xml",
            "gradle",
            "kts",
            "csproj",
            "sh",
            "Makefile",
            "justfile",
            "Justfile" ->
            true;
        default ->
            name.contains(".config.")
                || name.endsWith("generate.go")
                || name.endsWith("gen.go")
                || name.equals("doc.go");
      };
    }

    private void literalPaths(String file, CodeLanguage language) {
      Optional<Service> consumer = services.owner(file);
      if (consumer.isEmpty()) {
        return;
      }
      for (Candidate candidate : candidates(file, language)) {
        if (literalPaths++ == MOST_LITERAL_PATHS) {
          notes.add(note(consumer.get(), file, "has more literal paths than are looked at"));
        }
        if (literalPaths > MOST_LITERAL_PATHS) {
          return;
        }
        uses.add(
            Use.bare(
                consumer.get(),
                candidate.provider(),
                new Target.Endpoint(candidate.method(), candidate.path()),
                file,
                candidate.line(),
                Evidence.LITERAL_PATH));
      }
    }

    private List<Candidate> candidates(String file, CodeLanguage language) {
      String key = language + " " + tree.blob(file).orElse("");
      synchronized (kept) {
        List<Candidate> known = kept.get(key);
        if (known != null) {
          return known;
        }
      }
      List<Candidate> read =
          tree.text(file).map(t -> LiteralPaths.in(t, language)).orElse(List.of());
      if (tree.blob(file).isPresent()) {
        synchronized (kept) {
          kept.put(key, read);
        }
      }
      return read;
    }

    private void data(String file, String text) {
      boolean own = services.providerOf(file).isPresent();
      Optional<Service> owner = owner(file);
      try {
        if (Pacts.mayBe(file, text)) {
          uses.addAll(Pacts.uses(file, text, services));
        } else if (!own && owner.isPresent()) {
          copies(file, text, owner.get());
        }
      } catch (UnreadableContractException unreadable) {
        owner.ifPresent(
            service ->
                notes.add(
                    CheckNote.newBuilder()
                        .setRepository(service.repository())
                        .setFile(unreadable.file())
                        .setLine(unreadable.line())
                        .setMessage(unreadable.getMessage())
                        .build()));
      }
      if (owner.isPresent() && ClientConfigs.mayBe(file, text)) {
        generated(file, text, owner.get());
      }
    }

    private Optional<Service> owner(String file) {
      return services
          .declaredCopy(file)
          .flatMap(declaration -> services.named(declaration.consumer()))
          .or(() -> services.owner(file));
    }

    private void copies(String file, String text, Service consumer)
        throws UnreadableContractException {
      Optional<String> declared = services.declaredCopy(file).map(Declaration::provider);
      if (MessageCopies.mayBeAvro(file)) {
        uses.addAll(MessageCopies.avro(documents, file, consumer, declared));
      } else if (SpecCopies.mayBe(file, text)) {
        uses.addAll(SpecCopies.uses(documents, file, consumer, declared));
      } else if (MessageCopies.mayBeJsonSchema(file, text)) {
        uses.addAll(MessageCopies.jsonSchema(documents, file, consumer, declared));
      }
    }

    private void generated(String file, String text, Service consumer) {
      for (ClientConfigs.Generated generated : ClientConfigs.in(file, text)) {
        Optional<String> provider = provider(file, generated.spec());
        boolean own = provider.filter(consumer.name()::equals).isPresent();
        if (provider.isPresent() && !own) {
          uses.add(
              Use.bare(
                  consumer,
                  provider,
                  new Target.Unknown(),
                  file,
                  generated.line(),
                  Evidence.GENERATED_CLIENT));
        }
      }
    }

    /**
     * The provider of the contract that a configuration names: the service whose file it is, the
     * title of a copy, else the name or URL itself, to be attributed later.
     */
    private Optional<String> provider(String file, String spec) {
      if (spec.contains("://")) {
        return Optional.of(spec);
      }
      for (String path : RelativePaths.candidates(file, spec)) {
        if (tree.blob(path).isEmpty()) {
          continue;
        }
        Optional<Service> own = services.providerOf(path);
        if (own.isPresent()) {
          return own.map(Service::name);
        }
        Optional<Declaration> declared = services.declaredCopy(path);
        return declared.isPresent() ? declared.map(Declaration::provider) : title(path);
      }
      return Optional.of(spec);
    }

    private Optional<String> title(String path) {
      try {
        String title = documents.load(path).root().path("info").path("title").asText("");
        return title.isBlank() ? Optional.empty() : Optional.of(title);
      } catch (UnreadableContractException unknown) {
        return Optional.empty();
      }
    }

    void declarations() {
      for (Declaration declaration : services.declarations()) {
        services.named(declaration.consumer()).ifPresent(c -> declared(declaration, c));
      }
    }

    private void declared(Declaration declaration, Service consumer) {
      List<Target> targets = new ArrayList<>();
      declaration.elements().forEach(element -> targets.add(target(element)));
      if (targets.isEmpty() && declaration.copies().isEmpty()) {
        targets.add(new Target.Unknown());
      }
      for (Target target : targets) {
        uses.add(
            Use.bare(
                consumer,
                Optional.of(declaration.provider()),
                target,
                declaration.file(),
                declaration.line(),
                Evidence.DECLARED));
      }
    }

    private Target target(String element) {
      String[] words = element.strip().split("\\s+");
      String method = words.length == 2 ? Paths.method(words[0]) : "";
      if (!method.isEmpty()) {
        return new Target.Endpoint(Optional.of(method), words[1]);
      }
      return words.length == 1 && words[0].startsWith("/")
          ? new Target.Endpoint(Optional.empty(), words[0])
          : new Target.Message(ContractKind.AVRO, element.strip());
    }

    private CheckNote note(Service service, String file, String message) {
      return CheckNote.newBuilder()
          .setRepository(service.repository())
          .setFile(file)
          .setLine(0)
          .setMessage(message)
          .build();
    }
  }
}
