package dev.winnow.worker.agent.builtin;

import dev.winnow.worker.mutation.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Changes one place of the Java in a checkout, a different one for each attempt, and says what it
 * would mean if nobody objected.
 */
final class Mutate {
  private final Path checkout;
  private final Request request;

  Mutate(Path checkout, Request request) {
    this.checkout = checkout;
    this.request = request;
  }

  /** Makes the mutant; returns its hypothesis. */
  String run() throws IOException, AgentProblem {
    Mutants mutants =
        new Mutants(checkout, Mutants.files(checkout, request.files(), request.protectedPaths()));
    if (mutants.total() == 0) {
      throw new AgentProblem(
          "no Java in agent.files can be mutated: it is a test, protected, or there is none; name"
              + " other paths");
    }
    Optional<Mutants.Mutant> drawn = mutants.draw(request.number(), request.seed());
    if (drawn.isEmpty()) {
      return "Nothing is changed: there are only " + mutants.total() + " mutants.";
    }
    Mutants.Mutant mutant = drawn.get();
    Path file = checkout.resolve(mutant.file());
    String before = Files.readString(file);
    Files.writeString(file, mutant.text());
    return Hypothesis.of(mutant, before);
  }
}
