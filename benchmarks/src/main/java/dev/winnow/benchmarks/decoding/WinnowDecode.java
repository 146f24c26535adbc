package dev.winnow.benchmarks.decoding;

import dev.winnow.benchmarks.compare.Contender;
import dev.winnow.benchmarks.compare.Measured;
import dev.winnow.benchmarks.compare.Options;
import dev.winnow.schemas.Topics;

/** Reads with the serdes of Winnow's stores. */
public final class WinnowDecode implements Contender {
  @Override
  public Measured run(Options options) {
    return new Decoding()
        .run(options, (registry, kind) -> new Topics(registry).state(kind).deserializer());
  }
}
