package dev.winnow.worker.isolation;

import dev.winnow.schemas.DaemonThreads;
import dev.winnow.worker.isolation.forward.Forwarder;
import dev.winnow.worker.process.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way out of a sandbox that may reach some hosts: an HTTP proxy (RFC 9110, section 7.6 and
 * CONNECT) of the worker's, on a Unix domain socket that the sandbox sees. Inside, the {@link
 * Forwarder} makes a port of it, which the usual variables name. A program that does not heed those
 * reaches nothing.
 */
final class HostProxy implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HostProxy.class);
  private static final String SOCKET = "proxy";
  private static final int MOST_CONNECTIONS = 64;
  private static final int MOST_REFUSED = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PORT = "3128";
  private static final String URL = "http://127.0.0.1:" + PORT;

  private final Network network;
  private final Path socket;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_CONNECTIONS);

  private HostProxy(Network network, Path socket, ServerSocketChannel server) {
    this.network = network;
    this.socket = socket;
    this.server = server;
  }

  /**
   * Starts a proxy.
   *
   * @param network the hosts that can be reached by it
   * @param sandbox the sandbox's folder, in which the socket is made
   */
  static HostProxy start(Network network, Path sandbox) throws IOException {
    Path socket = sandbox.resolve(SOCKET);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(socket);
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException(
          "no socket for the sandbox's network can be made at "
              + socket
              + " ("
              + e.getMessage()
              + "): give the worker a worker.folder with a shorter path",
          e);
    }
    HostProxy proxy = new HostProxy(network, socket, server);
    onThread(proxy::accept);
    return proxy;
  }

  /** What the sandbox has to see besides. */
  List<Path> needed() throws IOException {
    return List.of(socket, javaHome(), ownCode());
  }

  /** The command line that runs another with the proxy's port, without the other. */
  List<String> commandLine() throws IOException {
    return List.of(
        javaHome().resolve("bin/java").toString(),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        ownCode().toString(),
        Forwarder.class.getName(),
        socket.toString(),
        PORT);
  }

  /** The variables by which programs find the proxy. */
  Map<String, String> environment() {
    String local = "localhost,127.0.0.1,::1";
    return Map.of(
        "HTTP_PROXY", URL,
        "HTTPS_PROXY", URL,
        "http_proxy", URL,
        "https_proxy", URL,
        "NO_PROXY", local,
        "no_proxy", local,
        // Node heeds the others only if told to.
        "NODE_USE_ENV_PROXY", "1");
  }

  /** The hosts, with ports, that were asked for and are not allowed. */
  Set<String> refused() {
    return new TreeSet<>(refused);
  }

  private void accept() {
    try {
      while (true) {
        // Whoever comes beyond them waits until one has ended.
        places.acquire();
        SocketChannel client = server.accept();
        open.add(client);
        onThread(() -> serve(client));
      }
    } catch (ClosedChannelException | InterruptedException e) {
      // The run has ended.
    } catch (IOException e) {
      log.warn("The network of the sandbox {} is gone: {}", socket.getParent(), e.toString());
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      ProxyRequest request = read(client);
      String host = request.host();
      if (!network.allows(host, request.port())) {
        if (refused.size() < MOST_REFUSED) {
          refused.add(host + ":" + request.port());
        }
        ProxyRequest.answer(client, "403 Forbidden", host + " is not a host of this sandbox");
        return;
      }
      InetSocketAddress address = new InetSocketAddress(host, request.port());
      if (address.isUnresolved()) {
        ProxyRequest.answer(client, "502 Bad Gateway", host + " is not known");
        return;
      }
      forward(client, request, address);
    } catch (IOException | IllegalArgumentException e) {
      log.debug("A connection of the sandbox {} ended: {}", socket.getParent(), e.toString());
    } finally {
      open.remove(client);
      places.release();
    }
  }

  /** One that says nothing does not keep its place. */
  private static ProxyRequest read(SocketChannel client) throws IOException {
    CompletableFuture<Void> late =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    late.thenRun(() -> close(client));
    ProxyRequest request = ProxyRequest.read(client);
    late.cancel(false);
    return request;
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection of a sandbox was not closed", e);
    }
  }

  private void forward(SocketChannel client, ProxyRequest request, InetSocketAddress address)
      throws IOException {
    SocketChannel upstream;
    try {
      upstream = SocketChannel.open(address);
    } catch (IOException e) {
      ProxyRequest.answer(client, "502 Bad Gateway", "no connection: " + e.getMessage());
      return;
    }
    open.add(upstream);
    try (upstream) {
      request.begin(client, upstream);
      Forwarder.join(client, upstream);
    } finally {
      open.remove(upstream);
    }
  }

  private static Path javaHome() throws IOException {
    return Path.of(System.getProperty("java.home")).toRealPath();
  }

  private static Path ownCode() throws IOException {
    try {
      return Path.of(Forwarder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the worker does not know where its own code is", e);
    }
  }

  private static void onThread(Runnable task) {
    DaemonThreads.named("sandbox-network").newThread(task).start();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      log.debug("The proxy of {} was not closed", socket.getParent(), e);
    }
  }
}
