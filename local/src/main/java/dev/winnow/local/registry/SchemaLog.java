package dev.winnow.local.registry;

import java.util.function.Consumer;

/** Where a registry keeps its entries. */
interface SchemaLog extends AutoCloseable {
  /**
   * Reads all entries, oldest first. Called once, before the first {@link #append}.
   *
   * @param reader is given each entry
   */
  void replay(Consumer<SchemaEntry> reader);

  /**
   * Keeps an entry and returns when it is safe.
   *
   * @param entry the entry
   * @throws RuntimeException if it may not be safe; the log takes no entries after that
   */
  void append(SchemaEntry entry);

  @Override
  void close();
}
