package dev.winnow.worker.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What a command may see and use of its host. How much of it is enforced is the {@link Isolation}'s
 * to say.
 *
 * @param writable folders that it may write, absolute
 * @param readable files and folders outside of those that it may read, absolute
 * @param hidden what it may not read even where it is inside something readable, absolute
 * @param counted folders whose growth counts as its use of disk
 * @param network what it may reach
 * @param limits the most that it may use
 * @param anchors folders in what is writable that it may write into, and not rename or remove;
 *     outer ones first
 * @param fixed files and folders in what is writable that it may not change, rename or remove
 */
public record Confinement(
    List<Path> writable,
    List<Path> readable,
    List<Path> hidden,
    List<Path> counted,
    Network network,
    Limits limits,
    List<Path> anchors,
    List<Path> fixed) {
  /** For commands that run as the worker does. */
  public static final Confinement NONE =
      new Confinement(List.of(), List.of(), List.of(), List.of(), Network.ALL, Limits.NONE);

  public Confinement {
    writable = List.copyOf(writable);
    readable = List.copyOf(readable);
    hidden = List.copyOf(hidden);
    counted = List.copyOf(counted);
    anchors = List.copyOf(anchors);
    fixed = List.copyOf(fixed);
  }

  /** One in which nothing of what is writable is held. */
  public Confinement(
      List<Path> writable,
      List<Path> readable,
      List<Path> hidden,
      List<Path> counted,
      Network network,
      Limits limits) {
    this(writable, readable, hidden, counted, network, limits, List.of(), List.of());
  }

  /** The same, with something of what is writable held. */
  public Confinement holding(List<Path> newAnchors, List<Path> newFixed) {
    return new Confinement(
        writable, readable, hidden, counted, network, limits, newAnchors, newFixed);
  }
}
