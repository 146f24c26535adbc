package dev.winnow.benchmarks.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository of many files: code that calls things, a few contracts, and their changes. */
final class LargeRepository {
  static final String CONTRACT = "services/orders/openapi.yaml";
  private static final int OPERATIONS = 60;

  private final Path folder;

  private LargeRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes one with so many files, of about 3 kB each. */
  static LargeRepository make(Path folder, int files) throws IOException {
    LargeRepository repository = new LargeRepository(folder);
    for (int i = 0; i < files - 1; i++) {
      Path file =
          folder.resolve("services/%s/src/part%d/File%d.ts".formatted(service(i), i % 40, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, code(i));
    }
    Path contract = folder.resolve(CONTRACT);
    Files.createDirectories(contract.getParent());
    Files.writeString(contract, contract(-1));
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.git("add", "--all");
    repository.commit("base");
    return repository;
  }

  Path folder() {
    return folder;
  }

  /** A branch whose head removes one operation; returns the head. */
  String pullRequest(int number) throws IOException {
    git("checkout", "--quiet", "-b", "change-" + number, "main");
    Files.writeString(folder.resolve(CONTRACT), contract(number % OPERATIONS));
    git("add", "--all");
    commit("change " + number);
    return git("rev-parse", "HEAD").strip();
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void commit(String message) {
    git(
        "-c",
        "user.name=Benchmark",
        "-c",
        "user.email=benchmark@winnow.invalid",
        "commit",
        "--quiet",
        "--message=" + message);
  }

  private static String service(int i) {
    return List.of("orders", "web", "mail", "billing").get(i % 4);
  }

  private static String code(int i) {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 40; line++) {
      text.append(
          "export function f%d_%d(a: number) { return a * %d + %d; }\n"
              .formatted(i, line, line, i));
    }
    return text.append("fetch(`${base}/things").append(i % 90).append("/${id}`);\n").toString();
  }

  private static String contract(int without) {
    StringBuilder text =
        new StringBuilder("openapi: 3.0.3\ninfo: {title: Orders, version: '1'}\npaths:\n");
    for (int i = 0; i < OPERATIONS; i++) {
      if (i != without) {
        text.append(
            """
              /things%d/{id}:
                get:
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string}}
                  responses:
                    '200':
                      description: A thing
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
            """
                .indent(0)
                .formatted(i));
      }
    }
    return text.append(
            """
            components:
              schemas:
                Thing:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string}
                    name: {type: string}
            """)
        .toString();
  }
}
