package dev.winnow.worker.isolation;

import dev.winnow.schemas.Sizes;
import dev.winnow.worker.process.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker keeps commands apart.
 *
 * @param profile {@code worker.isolation}: none, process, bubblewrap or container; empty for auto,
 *     which is bubblewrap where that works, and process elsewhere
 * @param image {@code worker.isolation.image}: of the containers
 * @param tools {@code worker.isolation.tools}: absolute paths that every sandbox sees, read-only
 * @param readable {@code worker.isolation.readable}: absolute paths under which a spec may name
 *     what its commands read
 * @param limits {@code worker.limits.*}: the most that one run may use, whatever its spec says
 * @param patchBytes {@code worker.limits.patch}: the most that a patch may add, in bytes
 */
public record IsolationConfig(
    Optional<Profile> profile,
    String image,
    List<Path> tools,
    List<Path> readable,
    Limits limits,
    long patchBytes) {
  /** The settings with their defaults. */
  public static final Map<String, String> DEFAULTS =
      Map.of(
          "worker.isolation", "auto",
          "worker.isolation.image", "",
          "worker.isolation.tools", "",
          "worker.isolation.readable", "",
          "worker.limits.memory", "4GiB",
          "worker.limits.processes", "2048",
          "worker.limits.file", "4GiB",
          "worker.limits.disk", "10GiB",
          "worker.limits.output", "256MiB",
          "worker.limits.patch", "64MiB");

  private static final String AUTO = "auto";

  public IsolationConfig {
    tools = List.copyOf(tools);
    readable = List.copyOf(readable);
    if (profile.filter(Profile.CONTAINER::equals).isPresent() && image.isBlank()) {
      throw new IllegalArgumentException(
          "worker.isolation.image is empty; worker.isolation=container needs the name of an image"
              + " that has git, what agents and evaluators need, and a shell");
    }
  }

  /**
   * The settings for specs of the user that runs them: these may name whatever that user can read.
   *
   * @param config keys of {@link #DEFAULTS}; what is missing has its default
   * @throws IllegalArgumentException if a value is wrong; the message names the key
   */
  public static IsolationConfig ofOwner(Map<String, String> config) {
    Map<String, String> all = new HashMap<>(DEFAULTS);
    all.put("worker.isolation.readable", "/");
    all.putAll(config);
    return of(all);
  }

  /**
   * Reads the settings.
   *
   * @param config all keys of {@link #DEFAULTS}
   * @throws IllegalArgumentException if a value is wrong; the message names the key
   */
  public static IsolationConfig of(Map<String, String> config) {
    String word = config.get("worker.isolation").strip();
    Optional<Profile> profile = Profile.of(word);
    if (profile.isEmpty() && !word.equals(AUTO)) {
      throw new IllegalArgumentException(
          "worker.isolation is '"
              + word
              + "'; it has to be auto, none, process, bubblewrap or container");
    }
    return new IsolationConfig(
        profile,
        config.get("worker.isolation.image").strip(),
        paths(config, "worker.isolation.tools"),
        paths(config, "worker.isolation.readable"),
        new Limits(
            size(config, "worker.limits.memory"),
            number(config, "worker.limits.processes"),
            size(config, "worker.limits.file"),
            size(config, "worker.limits.disk"),
            Duration.ofSeconds(Long.MAX_VALUE),
            size(config, "worker.limits.output")),
        size(config, "worker.limits.patch"));
  }

  private static List<Path> paths(Map<String, String> config, String key) {
    List<Path> paths =
        Arrays.stream(config.get(key).split(","))
            .map(String::strip)
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .toList();
    paths.stream()
        .filter(path -> !path.isAbsolute())
        .findFirst()
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  key + " has '" + path + "'; it has to be absolute paths, separated by commas");
            });
    return paths.stream().map(Path::normalize).toList();
  }

  private static long size(Map<String, String> config, String key) {
    String value = config.get(key);
    return Sizes.bytes(value)
        .filter(bytes -> bytes > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    key + " is '" + value + "'; it has to be a size such as 512MiB or 4GiB"));
  }

  private static long number(Map<String, String> config, String key) {
    String value = config.get(key);
    try {
      long number = Long.parseLong(value.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        key + " is '" + value + "'; it has to be a whole number, at least 1");
  }
}
