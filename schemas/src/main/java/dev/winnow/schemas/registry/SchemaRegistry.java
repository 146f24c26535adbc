package dev.winnow.schemas.registry;

import org.apache.avro.Schema;

/**
 * Schemas by number, and by the subject that they evolve under.
 *
 * <p>Implementations can be used by many threads at once. Those which talk to a server throw {@link
 * RegistryUnavailableException} for what may pass and {@link RegistryException} for what will not.
 */
public interface SchemaRegistry {
  /**
   * Registers a schema under a subject; a schema that is registered there already keeps its id.
   *
   * @param subject the subject
   * @param schema the schema
   * @return the schema's id, the same for the same schema under every subject
   * @throws RegistryException if the schema is not compatible with the subject's earlier ones
   */
  int register(String subject, Schema schema);

  /**
   * Looks a schema up.
   *
   * @param id a number that {@link #register} returned, here or in another process
   * @throws RegistryException if there is no such schema
   */
  Schema byId(int id);

  /**
   * Tells whether {@link #register} would take a schema.
   *
   * @param subject the subject, which need not exist
   * @param schema the schema
   */
  boolean isCompatible(String subject, Schema schema);
}
