package dev.winnow.schemas.registry;

import dev.winnow.schemas.registry.RegistryConfig.StoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Turns certificate files into what the HTTP client wants. */
final class Tls {
  private Tls() {}

  /** Returns empty if the configuration names no files, so that Java's own certificates serve. */
  static Optional<SSLContext> context(RegistryConfig config) {
    if (config.truststore().isEmpty() && config.keystore().isEmpty()) {
      return Optional.empty();
    }
    TrustManager[] trust = config.truststore().map(Tls::trust).orElse(null);
    KeyManager[] keys = config.keystore().map(Tls::keys).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(StoreFile file) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(load(file));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static KeyManager[] keys(StoreFile file) {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(load(file), file.keyPassword().toCharArray());
      return factory.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static KeyStore load(StoreFile file) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(file.type());
    try (InputStream in = Files.newInputStream(file.location())) {
      store.load(in, file.password().isEmpty() ? null : file.password().toCharArray());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return store;
  }

  private static IllegalArgumentException unreadable(StoreFile file, Exception cause) {
    return new IllegalArgumentException(
        "%s: %s cannot be read as %s: %s"
            .formatted(file.key(), file.location(), file.type(), cause),
        cause);
  }
}
