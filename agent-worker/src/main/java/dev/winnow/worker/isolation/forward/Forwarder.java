package dev.winnow.worker.isolation.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a command in a sandbox that has no network, with one port on its loopback: what connects
 * there is connected to a Unix domain socket.
 */
public final class Forwarder {
  private static final int BUFFER = 16 * 1024;

  private Forwarder() {}

  /**
   * Listens, then runs the command, and exits as it does.
   *
   * @param arguments the socket, the port, and the command
   */
  public static void main(String[] arguments) {
    List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
    int status;
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])));
      UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(arguments[0]);
      onThread(() -> accept(server, socket));
      status = new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println(e.getMessage());
      status = 127;
    } catch (InterruptedException e) {
      status = 1;
    }
    System.exit(status);
  }

  private static void accept(ServerSocketChannel server, UnixDomainSocketAddress socket) {
    while (true) {
      try {
        SocketChannel client = server.accept();
        onThread(() -> serve(client, socket));
      } catch (IOException e) {
        System.err.println("no connection was accepted: " + e.getMessage());
        return;
      }
    }
  }

  private static void serve(SocketChannel client, UnixDomainSocketAddress socket) {
    try (client;
        SocketChannel upstream = SocketChannel.open(socket)) {
      join(client, upstream);
    } catch (IOException e) {
      // The client sees that the connection ends.
    }
  }

  /** Hands on what either side says until both have ended. */
  public static void join(SocketChannel one, SocketChannel other) throws IOException {
    Thread back = onThread(() -> copyAll(other, one));
    copyAll(one, other);
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copyAll(SocketChannel from, SocketChannel to) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side is gone: so that the other does not wait for it.
      close(from);
      close(to);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, either way.
    }
  }

  private static Thread onThread(Runnable task) {
    Thread thread = new Thread(task, "forward");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
