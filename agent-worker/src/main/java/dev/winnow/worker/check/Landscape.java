package dev.winnow.worker.check;

import dev.winnow.worker.consumer.Mismatch;
import dev.winnow.worker.consumer.PairRules;
import dev.winnow.worker.consumer.Provider;
import dev.winnow.worker.consumer.Providers;
import dev.winnow.worker.consumer.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The commit that is looked at among its neighbours.
 *
 * @param own the commit
 * @param providers everybody that provides something
 * @param uses everybody's uses, as their evidence names them
 */
record Landscape(Snapshot own, Providers providers, List<Use> uses) {

  Landscape(Snapshot own, List<Snapshot> neighbours) {
    this(own, providers(own, neighbours), uses(own, neighbours));
  }

  /** Everybody's uses, each with the service that it is of. */
  List<Use> attributed() {
    return providers.attribute(uses);
  }

  /** What is used and not promised. */
  List<Mismatch> mismatches() {
    return new PairRules(providers).check(uses);
  }

  private static Providers providers(Snapshot own, List<Snapshot> neighbours) {
    List<Provider> all = new ArrayList<>(own.providers());
    TreeMap<String, SortedSet<String>> messages = new TreeMap<>();
    merge(own, messages);
    for (Snapshot neighbour : neighbours) {
      all.addAll(neighbour.providers());
      merge(neighbour, messages);
    }
    return new Providers(all, messages);
  }

  private static void merge(Snapshot snapshot, TreeMap<String, SortedSet<String>> messages) {
    snapshot
        .messages()
        .forEach(
            (service, names) ->
                messages.computeIfAbsent(service, name -> new TreeSet<>()).addAll(names));
  }

  private static List<Use> uses(Snapshot own, List<Snapshot> neighbours) {
    List<Use> all = new ArrayList<>(own.uses());
    neighbours.forEach(neighbour -> all.addAll(neighbour.uses()));
    return all;
  }
}
