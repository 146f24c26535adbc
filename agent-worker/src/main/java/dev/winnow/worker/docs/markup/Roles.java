package dev.winnow.worker.docs.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Roles of reStructuredText, in documents and in documentation texts of Python. */
final class Roles {
  private static final Pattern ROLE =
      Pattern.compile("(?<![\\w`:]):((?:[a-z]{1,20}+:)?)([a-z-]{1,30}+):`([^`\n]{1,300}+)`");

  private static final Set<String> CODE =
      Set.of(
          "func",
          "class",
          "meth",
          "mod",
          "attr",
          "data",
          "exc",
          "obj",
          "const",
          "option",
          "envvar",
          "file",
          "program",
          "command",
          "any",
          "py",
          "setting",
          "confval",
          "literal",
          "code",
          "type",
          "member",
          "macro",
          "struct",
          "enum",
          "enumerator",
          "var",
          "keyword",
          "djadmin",
          "django-admin",
          "function",
          "method",
          "property",
          "deco",
          "samp");

  /** Those that are about no object of Python: a dot before a file is part of its name. */
  private static final Set<String> AS_WRITTEN =
      Set.of("file", "doc", "download", "program", "command", "samp", "literal", "code");

  private Roles() {}

  /** A role without its domain, and what it is about, without its title. */
  record Role(String name, String target) {}

  static List<Role> in(String line) {
    List<Role> roles = new ArrayList<>();
    Matcher role = ROLE.matcher(line);
    while (role.find()) {
      roles.add(new Role(role.group(2), target(role.group(2), role.group(3))));
    }
    return roles;
  }

  /** A line without its roles, of which the quotes would pair with those of others. */
  static String without(String line) {
    return ROLE.matcher(line).replaceAll(" ");
  }

  static boolean isCode(String name) {
    return CODE.contains(name);
  }

  /** {@code Title <target>} is its target; marks before a name only say how it is shown. */
  private static String target(String role, String text) {
    int open = text.lastIndexOf('<');
    String target =
        open > 0 && text.endsWith(">") ? text.substring(open + 1, text.length() - 1) : text;
    int start = 0;
    String marks = AS_WRITTEN.contains(role) ? "" : "~!.";
    while (start < target.length() && marks.indexOf(target.charAt(start)) >= 0) {
      start++;
    }
    return target.substring(start);
  }
}
