package dev.winnow.producers.lint;

import dev.winnow.producers.git.Git;
import dev.winnow.producers.git.ScratchRepository;
import dev.winnow.schemas.GitNames;
import dev.winnow.schemas.spec.NearNames;
import dev.winnow.schemas.spec.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the commit that a branch, a tag or a short commit id names in a repository. */
final class BaseResolver {

  private static final String FIELD = "repository.base";
  private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{4,40}");
  private static final int MOST_NAMES_SHOWN = 8;

  private final Git git;

  BaseResolver(Git git) {
    this.git = git;
  }

  /** A commit, or why there is none. */
  sealed interface Resolution {
    record Commit(String id) implements Resolution {}

    record Failed(Problem problem) implements Resolution {}
  }

  /**
   * Resolves a base.
   *
   * @param url an absolute path or URL that has been read
   * @param base branch, tag, full reference or commit id
   * @param references the repository's references, by full name
   */
  Resolution resolve(String url, String base, Map<String, String> references) {
    for (String name : List.of(base, "refs/tags/" + base, "refs/heads/" + base)) {
      String id = references.get(name);
      if (id != null) {
        return new Resolution.Commit(id);
      }
    }
    if (references.isEmpty()) {
      return failed("names nothing: the repository has no commits", "commit something: git commit");
    }
    Optional<String> found =
        url.startsWith("/") ? inFolder(Path.of(url), base) : onServer(url, base, references);
    return found
        .<Resolution>map(Resolution.Commit::new)
        .orElseGet(
            () ->
                failed("is " + base + ", which " + url + " does not have", near(base, references)));
  }

  private Optional<String> inFolder(Path folder, String base) {
    if (base.startsWith("-")) {
      return Optional.empty();
    }
    Git.Result parsed =
        git.run(folder, true, "rev-parse", "--verify", "--quiet", base + "^{commit}");
    return parsed.succeeded() ? Optional.of(parsed.output().strip()) : Optional.empty();
  }

  private Optional<String> onServer(String url, String base, Map<String, String> references) {
    if (!SHORT_COMMIT.matcher(base).matches()) {
      return Optional.empty();
    }
    List<String> tips =
        references.values().stream().filter(id -> id.startsWith(base)).distinct().toList();
    if (tips.size() == 1) {
      return Optional.of(tips.get(0));
    }
    return GitNames.isCommit(base) && exists(url, base) ? Optional.of(base) : Optional.empty();
  }

  /**
   * Whether a server has a commit that no reference points at: it is asked for the commit alone. A
   * server that hands out referenced commits only cannot be asked, and is believed.
   */
  private boolean exists(String url, String commit) {
    try (ScratchRepository scratch = ScratchRepository.create(git)) {
      Git.Result fetched =
          scratch.run("fetch", "--quiet", "--depth=1", "--filter=tree:0", url, commit);
      return fetched.succeeded() || fetched.error().contains("unadvertised object");
    } catch (IOException noRoom) {
      return true;
    }
  }

  private static String near(String base, Map<String, String> references) {
    Map<String, String> names = new TreeMap<>();
    references.forEach(
        (name, id) -> {
          if (name.startsWith("refs/heads/") || name.startsWith("refs/tags/")) {
            names.put(name.substring(name.indexOf('/', 5) + 1), id);
          }
        });
    String question = NearNames.question(base, names.keySet());
    if (!question.isEmpty()) {
      return question;
    }
    String shown = String.join(", ", names.keySet().stream().limit(MOST_NAMES_SHOWN).toList());
    boolean more = names.size() > MOST_NAMES_SHOWN;
    return "give a branch, a tag or a commit id; there are " + shown + (more ? ", ..." : "");
  }

  private static Resolution failed(String message, String mend) {
    return new Resolution.Failed(new Problem(FIELD, message, mend));
  }
}
