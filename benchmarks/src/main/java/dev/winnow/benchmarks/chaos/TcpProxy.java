package dev.winnow.benchmarks.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way through loopback that can be cut: connections to one port go on to another.
 *
 * <p>A cut that <em>refuses</em> resets what is connected and whoever connects. One that
 * <em>swallows</em> leaves connections open and passes nothing on until it is mended, as a network
 * does that loses all packets; nobody is told.
 */
final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int BUFFER = 64 * 1024;
  private static final int STACK = 256 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private int refusing;
  private int swallowing;
  private boolean closed;

  private TcpProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Starts to listen.
   *
   * @param port the loopback port that is listened on; 0 for a free one
   * @param target the loopback port that connections are passed on to
   */
  static TcpProxy start(int port, int target) {
    try {
      ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(server, target);
      proxy.thread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("no proxy can listen on port " + port, e);
    }
  }

  /** The port that is listened on. */
  int port() {
    return server.getLocalPort();
  }

  /**
   * Cuts the way. Cuts add up: it is open again when each is mended.
   *
   * @param isSilent whether it swallows; it refuses if not
   */
  synchronized void cut(boolean isSilent) {
    if (isSilent) {
      swallowing++;
    } else {
      refusing++;
      sockets.forEach(TcpProxy::reset);
    }
  }

  /** Mends one cut of a kind; what was swallowed comes through late. */
  synchronized void mend(boolean isSilent) {
    if (isSilent) {
      swallowing--;
    } else {
      refusing--;
    }
    notifyAll();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = server.accept();
        thread(() -> connect(client));
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private void connect(Socket client) {
    Socket broker = new Socket();
    sockets.add(client);
    sockets.add(broker);
    try {
      awaitOpen();
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      thread(() -> pump(broker, client));
      pump(client, broker);
    } catch (IOException e) {
      end(client, broker);
    }
  }

  /** Passes on what one side says until either ends; then both are ended. */
  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitOpen();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone: the other is told below.
      reset(to);
    }
    end(from, to);
  }

  private synchronized void awaitOpen() throws IOException {
    while (swallowing > 0 && refusing == 0 && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    if (refusing > 0 || closed) {
      throw new IOException("cut");
    }
  }

  private void end(Socket... both) {
    for (Socket socket : both) {
      sockets.remove(socket);
      reset(socket);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private void thread(Runnable work) {
    Thread thread = new Thread(null, work, "proxy-" + port(), STACK);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    try {
      server.close();
    } catch (IOException e) {
      // Nobody listens any more.
    }
    sockets.forEach(TcpProxy::reset);
  }
}
