package dev.winnow.worker.isolation;

import dev.winnow.worker.process.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Isolation for tests, where the host has it. */
public final class TestIsolation {
  /** Why a test that needs it is skipped. */
  public static final String WHY_NOT =
      "bubblewrap does not work here: install it, and allow user namespaces";

  private TestIsolation() {}

  /** A profile as it is without any further setting. */
  public static Isolation of(Profile profile, Path folder) {
    return new Isolations(config(profile), folder).choose();
  }

  /** The settings of a profile, with the defaults for owners. */
  public static IsolationConfig config(Profile profile) {
    return IsolationConfig.ofOwner(
        Map.of("worker.isolation", profile.name().toLowerCase(Locale.ROOT)));
  }

  /** Whether a profile can be used on this host. */
  public static boolean works(Profile profile) {
    try {
      Path folder = Files.createTempDirectory("isolation");
      try {
        of(profile, folder);
        return true;
      } catch (IllegalArgumentException e) {
        return false;
      } finally {
        dev.winnow.worker.sandbox.Folders.remove(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
