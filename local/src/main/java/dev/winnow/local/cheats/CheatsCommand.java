package dev.winnow.local.cheats;

import dev.winnow.local.LocalConfig;
import dev.winnow.local.LocalException;
import dev.winnow.local.LogFile;
import dev.winnow.local.Version;
import dev.winnow.worker.isolation.IsolationConfig;
import dev.winnow.worker.isolation.Isolations;
import dev.winnow.worker.isolation.Profile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow cheats}: tries on this host whether hostile agents are held. */
@Command(
    name = "cheats",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Let hostile agents loose on a contest, and see that none wins and none does harm.",
      "Runs only where commands are kept apart: see docs/isolation.md."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:none was promoted, and the host is as it was", "1:one was, or it is not"})
public final class CheatsCommand implements Callable<Integer> {
  @Option(
      names = "--slots",
      description = "Attempts, and evaluations, run at once (default: half the cores, each).")
  private int slots = LocalConfig.defaultSlots();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its data is kept, a new folder (default: a temporary one).")
  private Path folder;

  @Override
  public Integer call() {
    PrintStream out = System.out;
    Path data = folder();
    LogFile.in(data);
    Profile profile = profile(data);
    out.println("Commands are kept apart by " + profile.name().toLowerCase(Locale.ROOT));
    Path example =
        Path.of(System.getProperty("winnow.home", "")).toAbsolutePath().resolve("examples/cheats");
    CheatSuite.Report report = new CheatSuite(data, example, slots, out::println).run();
    out.println();
    out.println(CheatRow.head());
    report.rows().forEach(row -> out.println(row.line()));
    out.println();
    long promoted = report.cheats().stream().filter(CheatRow::isPromoted).count();
    out.println(promoted + " of " + report.cheats().size() + " cheats promoted");
    out.println("Winner: " + (report.winner().isEmpty() ? "none" : report.winner()));
    report.harm().forEach(each -> out.println("Harm: " + each));
    if (report.harm().isEmpty()) {
      out.println("The host is as it was: no file, no process, no sandbox was left");
    }
    return report.isGood() ? 0 : 1;
  }

  private Path folder() {
    try {
      return folder == null
          ? Files.createTempDirectory("winnow-cheats")
          : Files.createDirectories(folder).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where nothing keeps them apart the cheats would do what they are made for. */
  private static Profile profile(Path data) {
    Map<String, String> settings = new HashMap<>(LocalConfig.settings(System.getenv()));
    Profile profile =
        LocalConfig.right(
            () ->
                new Isolations(IsolationConfig.ofOwner(settings), data.resolve("worker"))
                    .chosenProfile());
    if (profile != Profile.BUBBLEWRAP && profile != Profile.CONTAINER) {
      throw new LocalException(
          "hostile agents are not let loose where nothing keeps them apart (worker.isolation is "
              + profile.name().toLowerCase(Locale.ROOT)
              + " here)",
          "install bubblewrap, or set WINNOW_WORKER_ISOLATION=bubblewrap to see why it does not work");
    }
    return profile;
  }
}
