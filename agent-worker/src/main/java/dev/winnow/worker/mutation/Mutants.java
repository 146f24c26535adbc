package dev.winnow.worker.mutation;

import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.TrackedFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mutants of a folder: every mutation of every file is as likely as any other. */
public final class Mutants {
  private static final List<String> ALL = List.of("**");

  /** Tests in a base may be the evaluator's. That a broken test fails says nothing of it. */
  private static final Pattern TEST = Pattern.compile("(.*/)?(tests?|[A-Za-z]+Test)/.*");

  private final Path folder;
  private final List<String> files;
  private final List<Integer> counts = new ArrayList<>();
  private int total;
  private int unreadable;

  /**
   * A mutant.
   *
   * @param file its path, relative to the folder
   * @param mutation the change
   * @param line where that begins, from 1
   * @param text the file with the change
   */
  public record Mutant(String file, Mutation mutation, int line, String text) {}

  /**
   * The files of a checkout that can be mutated: Java that git tracks and that is no test.
   *
   * @param checkout its top folder
   * @param within git pathspecs with glob magic; all if there is none
   * @param without those of files that may not be changed
   */
  public static List<String> files(Path checkout, List<String> within, List<String> without)
      throws GitException {
    return TrackedFiles.in(checkout, within.isEmpty() ? ALL : within, without).stream()
        .filter(file -> file.endsWith(".java") && !TEST.matcher(file).matches())
        .toList();
  }

  /**
   * Counts what there is. Only the counts are kept: of a large folder all mutations would not fit.
   *
   * @param folder the folder
   * @param files the files that may be changed, relative to it, in a fixed order
   */
  public Mutants(Path folder, List<String> files) throws IOException {
    this.folder = folder;
    this.files = List.copyOf(files);
    for (String file : this.files) {
      Optional<List<Mutation>> mutations = text(file).flatMap(JavaMutations::of);
      unreadable += mutations.isPresent() ? 0 : 1;
      counts.add(mutations.map(List::size).orElse(0));
      total += counts.get(counts.size() - 1);
    }
  }

  /** How many mutants there are. */
  public int total() {
    return total;
  }

  /** How many files are not UTF-8, or no Java that can be read. */
  public int unreadable() {
    return unreadable;
  }

  /**
   * One of the mutants.
   *
   * @param turn which one of a random order, from 1
   * @param seed of the order
   * @return empty if there are fewer
   */
  public Optional<Mutant> draw(int turn, long seed) throws IOException {
    if (turn > total) {
      return Optional.empty();
    }
    int left = Draw.at(turn, total, seed);
    int file = 0;
    while (left >= counts.get(file)) {
      left -= counts.get(file);
      file++;
    }
    String name = files.get(file);
    String text = text(name).orElseThrow();
    Mutation mutation = JavaMutations.of(text).orElseThrow().get(left);
    return Optional.of(new Mutant(name, mutation, mutation.line(text), mutation.applyTo(text)));
  }

  private Optional<String> text(String file) throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(file)));
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }
}
