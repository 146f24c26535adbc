package dev.winnow.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;

/**
 * A broker that lets nobody do anything without an ACL: TLS with a certificate of its own, SASL
 * PLAIN, and Kafka's own authorizer. A second listener, of plain text, is for whoever sets it up.
 */
public final class SecuredBroker implements AutoCloseable {
  private static final String STORE_PASSWORD = "of-the-store";

  private final CombinedServer server;
  private final Path trust;
  private final int plain;
  private final int secured;

  private SecuredBroker(CombinedServer server, Path trust, int plain, int secured) {
    this.server = server;
    this.trust = trust;
    this.plain = plain;
    this.secured = secured;
  }

  /**
   * Starts a broker.
   *
   * @param users names that may log in
   */
  public static SecuredBroker start(Path folder, List<String> users)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path key = folder.resolve("broker.p12");
    Path trust = folder.resolve("trust.p12");
    Path certificate = folder.resolve("broker.pem");
    keytool(
        "-genkeypair -alias broker -keyalg EC -dname CN=broker -ext SAN=ip:127.0.0.1 -validity 2",
        key);
    keytool("-exportcert -alias broker -rfc -file " + certificate, key);
    keytool("-importcert -alias broker -noprompt -file " + certificate, trust);
    int plain;
    int secured;
    int controller;
    try (ServerSocket a = socket();
        ServerSocket b = socket();
        ServerSocket c = socket()) {
      plain = a.getLocalPort();
      secured = b.getLocalPort();
      controller = c.getLocalPort();
    }
    Path data = folder.resolve("data");
    EmbeddedBroker.format(data);
    Map<String, Object> config = new HashMap<>(EmbeddedBroker.config(data, plain, controller));
    config.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(plain, secured, controller));
    config.put(
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:%d,SECURED://127.0.0.1:%d".formatted(plain, secured));
    config.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT");
    config.put("inter.broker.listener.name", "PLAINTEXT");
    config.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    config.put("super.users", "User:ANONYMOUS");
    config.put("sasl.enabled.mechanisms", "PLAIN");
    config.put(
        "listener.name.secured.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required "
            + users.stream()
                .map(user -> "user_" + user + "=\"" + password(user) + "\"")
                .collect(Collectors.joining(" "))
            + ";");
    config.put("listener.name.secured.ssl.keystore.location", key.toString());
    config.put("listener.name.secured.ssl.keystore.type", "PKCS12");
    config.put("listener.name.secured.ssl.keystore.password", STORE_PASSWORD);
    config.put("listener.name.secured.ssl.key.password", STORE_PASSWORD);
    return new SecuredBroker(
        CombinedServer.start(new KafkaConfig(config, false)), trust, plain, secured);
  }

  /** Where whoever sets it up connects, without TLS and name. */
  public String plain() {
    return "127.0.0.1:" + plain;
  }

  /** Where everybody else connects. */
  public String secured() {
    return "127.0.0.1:" + secured;
  }

  /** What the clients of a user need, without a prefix. */
  public Map<String, String> client(String user) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                .formatted(user)
            + " password=\"%s\";".formatted(password(user)),
        "ssl.truststore.location",
        trust.toString(),
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.password",
        STORE_PASSWORD);
  }

  @Override
  public void close() {
    server.close();
  }

  private static String password(String user) {
    return "password-of-" + user;
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void keytool(String arguments, Path store)
      throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line =
        program
            + " "
            + arguments
            + " -storetype PKCS12 -storepass "
            + STORE_PASSWORD
            + " -keystore "
            + store;
    Process process = new ProcessBuilder(line.split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
