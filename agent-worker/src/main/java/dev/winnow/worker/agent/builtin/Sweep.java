package dev.winnow.worker.agent.builtin;

import dev.winnow.worker.git.TrackedFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the parameters of a variant into a checkout: in place of placeholders, of values that are
 * marked, and at places that are named. What it is asked for and does not find is an error.
 */
final class Sweep {
  private final Path checkout;
  private final Request request;
  private final List<String> done = new ArrayList<>();

  Sweep(Path checkout, Request request) {
    this.checkout = checkout;
    this.request = request;
  }

  /** Makes the changes; returns what was set, a line each. */
  String run() throws IOException, AgentProblem {
    if (!request.files().isEmpty()) {
      fillIn();
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(request.set()).entrySet()) {
      set(entry.getKey(), entry.getValue());
    }
    return String.join("\n", done);
  }

  private void fillIn() throws IOException, AgentProblem {
    List<String> files = TrackedFiles.in(checkout, request.files(), request.protectedPaths());
    if (files.isEmpty()) {
      throw new AgentProblem(
          "agent.files names no file that git tracks and that is not protected: "
              + String.join(", ", request.files()));
    }
    int before = done.size();
    for (String file : files) {
      String text = text(file);
      if (text != null) {
        Template template = new Template(file, request.parameters());
        String filled = template.fillIn(text);
        done.addAll(template.done());
        if (!filled.equals(text)) {
          Files.writeString(checkout.resolve(file), filled);
        }
      }
    }
    if (done.size() == before) {
      throw new AgentProblem(
          "no file of agent.files holds a placeholder {{parameters.NAME}} or a value that is marked"
              + " by a comment such as // winnow: NAME");
    }
  }

  private void set(String place, String value) throws IOException, AgentProblem {
    int sign = place.indexOf('#');
    String file = place.substring(0, sign);
    String where = place.substring(sign + 1);
    Path path = checkout.resolve(file).normalize();
    if (!path.startsWith(checkout)
        || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        || !path.toRealPath().startsWith(checkout.toRealPath())) {
      throw new AgentProblem("agent.set: there is no file " + file + " in the checkout");
    }
    String text = text(file);
    if (text == null) {
      throw new AgentProblem("agent.set: " + file + " is not UTF-8");
    }
    String changed =
        file.endsWith(".properties")
            ? new PropertiesText(file, text).with(where, value)
            : new TreeText(file, text).with(where, value);
    Files.writeString(path, changed);
    done.add(place + " = " + value);
  }

  /** A file's text; null if it is none. */
  private String text(String file) throws IOException {
    try {
      return Files.readString(checkout.resolve(file));
    } catch (CharacterCodingException noText) {
      return null;
    }
  }
}
