package dev.winnow.worker.consumer;

import dev.winnow.schemas.ConsumedContract;
import dev.winnow.schemas.ContractKind;
import dev.winnow.schemas.Evidence;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One place where a service uses something of another. What is empty is not known.
 *
 * @param repository {@code <owner>/<name>} of the consumer
 * @param consumer the service that uses it
 * @param provider the service that provides it: as the evidence names it, until {@link
 *     Providers#attribute} has put the service's own name there
 * @param target what is used
 * @param sent what is sent to it
 * @param answers what is read of its answers by status; empty if that is not known
 * @param file path in the consumer's repository
 * @param line from 1; 0 if the whole file is meant
 * @param spot tells it from others on its line; the same whichever provider it is attributed to
 * @param evidence how this is known
 */
public record Use(
    String repository,
    String consumer,
    Optional<String> provider,
    Target target,
    Sent sent,
    SortedMap<Integer, Answer> answers,
    String file,
    int line,
    String spot,
    Evidence evidence) {
  /** By place, then by what is used. */
  static final Comparator<Use> ORDER =
      Comparator.comparing(Use::repository)
          .thenComparing(Use::file)
          .thenComparingInt(Use::line)
          .thenComparing(use -> use.target().key())
          .thenComparing(Use::evidence)
          .thenComparing(Use::consumer)
          .thenComparing(use -> use.provider().orElse(""))
          .thenComparing(use -> use.answers().toString())
          .thenComparing(use -> use.sent().toString())
          .thenComparing(Use::spot);

  public Use {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /** A use of which nothing is known but that it is there. */
  static Use bare(
      Service consumer,
      Optional<String> provider,
      Target target,
      String file,
      int line,
      Evidence evidence) {
    return new Use(
        consumer.repository(),
        consumer.name(),
        provider,
        target,
        Sent.UNKNOWN,
        new TreeMap<>(),
        file,
        line,
        target.key(),
        evidence);
  }

  Use with(Sent what, SortedMap<Integer, Answer> read) {
    return new Use(repository, consumer, provider, target, what, read, file, line, spot, evidence);
  }

  /** Says what tells it from others on its line, where what is used does not. */
  Use at(String where) {
    return new Use(
        repository, consumer, provider, target, sent, answers, file, line, where, evidence);
  }

  Use attributedTo(String service, Target what) {
    return new Use(
        repository,
        consumer,
        Optional.of(service),
        what,
        sent,
        answers,
        file,
        line,
        spot,
        evidence);
  }

  /** Names the use: equal for the same use of the same commit, whoever it is attributed to. */
  public String id() {
    return String.join(
        "\0", repository, consumer, file, Integer.toString(line), evidence.name(), spot);
  }

  /** Whether it is more than a guess. */
  boolean isStrong() {
    return evidence != Evidence.LITERAL_PATH;
  }

  /** The use as the index has it; the provider is empty if it is not known. */
  public ConsumedContract indexed() {
    ContractKind kind =
        target instanceof Target.Message message ? message.kind() : ContractKind.OPENAPI;
    return ConsumedContract.newBuilder()
        .setKind(kind)
        .setProvider(provider.orElse(""))
        .setConsumer(consumer)
        .setElement(target.key())
        .setFile(file)
        .setLine(line)
        .setEvidence(evidence)
        .build();
  }
}
