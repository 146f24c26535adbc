package dev.winnow.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is for Kafka reaches each of its clients, a secret in a file too, and is shown nowhere. */
class KafkaSecretsTest {
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"winnow\""
          + " password=\"s3cret\";";

  @TempDir private Path folder;
  private StreamsAppConfig config;

  @BeforeEach
  void configure() throws Exception {
    Properties secrets = new Properties();
    secrets.setProperty("jaas", LOGIN);
    Path file = folder.resolve("kafka.properties");
    try (var out = Files.newBufferedWriter(file)) {
      secrets.store(out, null);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", "127.0.0.1:1");
    settings.put("schema.registry.url", "http://127.0.0.1:1");
    settings.put("kafka.security.protocol", "SASL_SSL");
    settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
    settings.put("kafka.config.providers", "file");
    settings.put(
        "kafka.config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    settings.put("kafka.sasl.jaas.config", "${file:" + file + ":jaas}");
    config = StreamsAppConfig.of(settings);
  }

  @Test
  void shouldReachStreamsAndItsClientsWhenASecretIsInAFile() {
    StreamsConfig streams = new StreamsConfig(StreamsApp.properties(config));

    assertThat(login(streams.getMainConsumerConfigs("group", "client", 0))).isEqualTo(LOGIN);
    assertThat(login(streams.getRestoreConsumerConfigs("client"))).isEqualTo(LOGIN);
    assertThat(login(streams.getGlobalConsumerConfigs("client"))).isEqualTo(LOGIN);
    assertThat(login(streams.getProducerConfigs("client"))).isEqualTo(LOGIN);
    assertThat(login(streams.getAdminConfigs("client"))).isEqualTo(LOGIN);
  }

  @Test
  void shouldReachTheOtherClientsWhenASecretIsInAFile() {
    assertThat(jaas(new AdminClientConfig(StreamsApp.admin(config)))).isEqualTo(LOGIN);
    Map<String, Object> producer = new HashMap<>(StreamsApp.producer(config));
    producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    assertThat(jaas(new ProducerConfig(producer))).isEqualTo(LOGIN);
  }

  @Test
  void shouldShowNoSecretWhenSettingsAreText() {
    StreamsConfig streams = new StreamsConfig(StreamsApp.properties(config));

    assertThat(config.toString()).doesNotContain("s3cret").doesNotContain("jaas");
    assertThat(streams.values().toString()).doesNotContain("s3cret");
    assertThat(new AdminClientConfig(StreamsApp.admin(config)).values().toString())
        .doesNotContain("s3cret");
  }

  private static String login(Map<String, Object> client) {
    Map<String, Object> all = new HashMap<>(client);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return jaas(
        new AbstractConfig(
            new ConfigDef()
                .define(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    ConfigDef.Type.PASSWORD,
                    ConfigDef.Importance.LOW,
                    ""),
            all,
            false));
  }

  private static String jaas(AbstractConfig config) {
    return config.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value();
  }
}
