package dev.winnow.worker.will;

import dev.winnow.schemas.Topic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A record that is to be written if the process that meant to write it ends before it has.
 *
 * @param topic its topic
 * @param key its key
 * @param value its value, as it is written
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record Will(String topic, String key, byte[] value) {
  /**
   * The will that a value be written.
   *
   * @throws dev.winnow.schemas.registry.RegistryUnavailableException if its schema is not known and
   *     cannot be asked for now
   */
  public static <T> Will of(Topic<String, T> topic, String key, T value) {
    return new Will(topic.name(), key, topic.value().serializer().serialize(topic.name(), value));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(topic);
    out.writeUTF(key);
    out.write(value);
  }

  static Will read(DataInputStream in) throws IOException {
    String topic = in.readUTF();
    String key = in.readUTF();
    return new Will(topic, key, in.readAllBytes());
  }
}
