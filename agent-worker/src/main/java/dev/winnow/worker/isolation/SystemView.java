package dev.winnow.worker.isolation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the host's system that every sandbox sees, read-only: programs and libraries, and of
 * {@code /etc} what they need to run. Nothing of users, services, keys or the host's own settings.
 */
final class SystemView {
  private static final List<String> SYSTEM =
      List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix");

  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "ca-certificates.conf",
          "crypto-policies",
          "fonts",
          "java*",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "locale.alias",
          "magic",
          "maven*",
          "mime.types",
          "nsswitch.conf",
          "os-release",
          "perl",
          "php*",
          "pki",
          "protocols",
          "python*",
          "services",
          "ssl",
          "timezone");

  private final List<String> arguments = new ArrayList<>();
  private final List<Path> visible = new ArrayList<>();

  /**
   * @param tools what else every sandbox sees, absolute; what is not there is left out
   */
  SystemView(List<Path> tools) throws IOException {
    arguments.addAll(KernelView.arguments());
    bind(Path.of("/usr"));
    for (String folder : SYSTEM) {
      Path path = Path.of(folder);
      if (Files.isSymbolicLink(path)) {
        arguments.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), folder));
        visible.add(path);
      } else {
        bind(path);
      }
    }
    for (String name : ETC) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/etc"), name)) {
        for (Path each : found) {
          bind(each);
        }
      }
    }
    bind(Path.of(System.getProperty("java.home")).toRealPath());
    for (Path tool : tools) {
      bind(tool);
    }
  }

  /** Arguments of bubblewrap. */
  List<String> arguments() {
    return List.copyOf(arguments);
  }

  /** Whether a file of the host can be seen. */
  boolean shows(Path file) {
    return visible.stream().anyMatch(file::startsWith);
  }

  private void bind(Path path) {
    if (Files.exists(path) && !shows(path)) {
      arguments.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      visible.add(path);
    }
  }
}
