package dev.winnow.worker.check;

import dev.winnow.schemas.CheckNote;
import dev.winnow.schemas.CheckOrder;
import dev.winnow.schemas.Neighbour;
import dev.winnow.worker.git.GitException;
import dev.winnow.worker.git.Mirrors;
import dev.winnow.worker.git.TooManyFilesException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commits that an order names, in mirrors on this machine. A neighbour that cannot be read
 * fails the check unless the order says not; then it is left out, with a note.
 */
final class Sources {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);

  private final CheckOrder order;
  private final Path mirror;
  private final Map<Neighbour, Path> neighbours = new LinkedHashMap<>();
  private final List<CheckNote> notes = new ArrayList<>();

  private Sources(CheckOrder order, Path mirror) {
    this.order = order;
    this.mirror = mirror;
  }

  /** Fetches what is not there yet. */
  static Sources fetch(CheckOrder order, Mirrors mirrors) throws GitException {
    String url = order.getRepository().getCloneUrl();
    Sources sources = new Sources(order, mirrors.pin(url, order.getHead()));
    if (order.getBase().isPresent()) {
      mirrors.pin(url, order.getBase().get());
    }
    for (Neighbour each : order.getNeighbours()) {
      try {
        sources.neighbours.put(each, mirrors.pin(each.getCloneUrl(), each.getCommit()));
      } catch (GitException e) {
        sources.leaveOut(each, e);
      }
    }
    return sources;
  }

  /** The mirror of the repository that is checked. */
  Path mirror() {
    return mirror;
  }

  /** Opens the neighbours' trees. */
  List<Checker.Commit> neighbours(OpenTrees trees) throws GitException {
    List<Checker.Commit> opened = new ArrayList<>();
    for (Map.Entry<Neighbour, Path> entry : neighbours.entrySet()) {
      Neighbour each = entry.getKey();
      try {
        opened.add(trees.open(each.getRepository(), entry.getValue(), each.getCommit()));
      } catch (TooManyFilesException e) {
        // No other try would come to anything else.
        note(each, "This repository has " + e.getMessage() + ", and was not looked at");
      } catch (GitException e) {
        leaveOut(each, e);
      }
    }
    return opened;
  }

  /** What was left out. */
  List<CheckNote> notes() {
    List<CheckNote> all = new ArrayList<>(notes);
    if (order.getNeighboursOmitted() > 0) {
      String message =
          order.getNeighboursOmitted()
              + " repositories more have contracts with this one, and were not looked at";
      all.add(new CheckNote(order.getRepository().getName(), "", 0, message));
    }
    return all;
  }

  private void leaveOut(Neighbour neighbour, GitException cause) throws GitException {
    if (!order.getMayOmitNeighbours() || Thread.currentThread().isInterrupted()) {
      throw cause;
    }
    log.warn(
        "A neighbour is left out. order={} repository={} cause={}",
        order.getOrderId(),
        neighbour.getRepository(),
        cause.getMessage());
    note(
        neighbour,
        "This repository could not be read; what it has to do with the change is not known");
  }

  private void note(Neighbour neighbour, String message) {
    notes.add(new CheckNote(neighbour.getRepository(), "", 0, message));
  }
}
