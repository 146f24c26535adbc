package dev.winnow.worker.environment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Bounds;
import dev.winnow.schemas.Repository;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be run to take an environment away, noted before it is started, so that whoever comes
 * after a worker that was killed can do it.
 *
 * @param label the environment's
 * @param command its {@code down}, placeholders filled in
 * @param variables all environment variables of that
 * @param timeoutMs after which it is killed, in milliseconds
 * @param asked what the spec asks to see and use; null for nothing
 * @param repository the task's, which it does not see
 * @param tries how often it has failed
 */
record TeardownNote(
    String label,
    List<String> command,
    Map<String, String> variables,
    long timeoutMs,
    Asked asked,
    Place repository,
    int tries) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  /** The fields of {@link Bounds}. */
  record Asked(
      List<String> network,
      List<String> readable,
      Long memory,
      Integer processes,
      Long fileSize,
      Long disk,
      Long cpuMs) {
    static Asked of(Bounds bounds) {
      return new Asked(
          bounds.getNetwork(),
          bounds.getReadable(),
          bounds.getMemory().orElse(null),
          bounds.getProcesses().orElse(null),
          bounds.getFileSize().orElse(null),
          bounds.getDisk().orElse(null),
          bounds.getCpuMs().orElse(null));
    }

    Bounds bounds() {
      return Bounds.newBuilder()
          .setNetwork(network)
          .setReadable(readable)
          .setMemory(memory)
          .setProcesses(processes)
          .setFileSize(fileSize)
          .setDisk(disk)
          .setCpuMs(cpuMs)
          .build();
    }
  }

  /** The fields of {@link Repository}. */
  record Place(String url, String base, String results) {
    static Place of(Repository repository) {
      return new Place(repository.getUrl(), repository.getBase(), repository.getResults());
    }

    Repository repository() {
      return new Repository(url, base, results);
    }
  }

  Optional<Bounds> bounds() {
    return Optional.ofNullable(asked).map(Asked::bounds);
  }

  TeardownNote triedAgain() {
    return new TeardownNote(label, command, variables, timeoutMs, asked, repository, tries + 1);
  }

  /** Writes it whole or not at all. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = file(folder);
    // No note: whoever reads the folder meanwhile passes over it.
    Path making = folder.resolve("." + label);
    Files.write(making, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void remove(Path folder) throws IOException {
    Files.deleteIfExists(file(folder));
  }

  private Path file(Path folder) {
    return folder.resolve(label + SUFFIX);
  }

  /** The notes of a folder; none if there is no such folder. */
  static List<Path> in(Path folder) throws IOException {
    List<Path> notes = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        found.forEach(notes::add);
      }
    }
    return notes;
  }

  /**
   * Reads a note.
   *
   * @throws IOException if it is none
   */
  static TeardownNote read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), TeardownNote.class);
  }
}
