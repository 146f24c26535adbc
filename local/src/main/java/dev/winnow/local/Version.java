package dev.winnow.local;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that the jar was built as. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Optional<String> built =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
    return new String[] {"winnow " + built.orElse("of no version: it does not run from its jar")};
  }
}
