package dev.winnow.streams.patch;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * JGit without the settings of the machine and its user, as if there were none: they could rewrite
 * addresses, and JGit would start the git program to find them and write measurements beside them.
 */
final class PlainSystemReader extends SystemReader.Delegate {
  private PlainSystemReader(SystemReader real) {
    super(real);
  }

  /** Makes JGit use it, once a process. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof PlainSystemReader)) {
      SystemReader.setInstance(new PlainSystemReader(SystemReader.getInstance()));
    }
  }

  @Override
  public String getenv(String variable) {
    // Variables such as GIT_DIR and GIT_SSH are for the git program.
    return variable.startsWith("GIT_") ? null : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS files) {
    return new Empty(parent, files);
  }

  private static final class Empty extends FileBasedConfig {
    Empty(Config parent, FS files) {
      super(parent, null, files);
    }

    @Override
    public void load() {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // Nothing is kept.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
