package dev.winnow.worker.agent.builtin;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A properties file in which one value is changed, and all else stays as it is written. */
final class PropertiesText {
  private final String file;
  private final String text;

  PropertiesText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The text with a value under a key that is there. */
  String with(String key, String value) throws AgentProblem {
    Matcher line =
        Pattern.compile(
                "(?m)^([ \\t\\f]*"
                    + Pattern.quote(key)
                    + "[ \\t\\f]*[=: \\t][ \\t\\f]*)([^\\r\\n]*)$")
            .matcher(text);
    if (!line.find()) {
      throw new AgentProblem(
          "agent.set: "
              + file
              + " has no key "
              + key
              + " on a line of its own; add it to the base");
    }
    if (line.group(2).endsWith("\\")) {
      throw new AgentProblem(
          "agent.set: the value of "
              + key
              + " in "
              + file
              + " goes on in the next line; put it in"
              + " one");
    }
    String changed = text.substring(0, line.end(1)) + escaped(value) + text.substring(line.end(2));
    if (!value.equals(read(changed).getProperty(key))) {
      throw new AgentProblem(
          "agent.set: the key " + key + " is in " + file + " more than once; keep the last one");
    }
    return changed;
  }

  private Properties read(String content) throws AgentProblem {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(content));
    } catch (IOException | IllegalArgumentException e) {
      throw new AgentProblem("agent.set: " + file + " is no properties file: " + e.getMessage());
    }
    return properties;
  }

  private static String escaped(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }
}
