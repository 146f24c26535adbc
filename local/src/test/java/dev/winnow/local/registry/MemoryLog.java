package dev.winnow.local.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log that can be opened again, and told to fail. */
final class MemoryLog implements SchemaLog {
  private final List<String> keys = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private RuntimeException failure;

  void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public void replay(Consumer<SchemaEntry> reader) {
    for (int i = 0; i < keys.size(); i++) {
      SchemaEntryJson.read(keys.get(i), values.get(i)).ifPresent(reader);
    }
  }

  @Override
  public void append(SchemaEntry entry) {
    if (failure != null) {
      throw failure;
    }
    keys.add(SchemaEntryJson.key(entry));
    values.add(SchemaEntryJson.value(entry));
  }

  @Override
  public void close() {}
}
