package dev.winnow.worker.docs.rule.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recipes of a justfile. */
final class Just implements BuildTool {
  private static final Pattern RECIPE =
      Pattern.compile("@?([A-Za-z_][\\w-]*+)((?:\\s[^:]*+)?+:(?!=).*+)");
  private static final Pattern ALIAS = Pattern.compile("alias\\s++([\\w-]++)\\s*+:=(.*+)");
  private static final Pattern OPEN = Pattern.compile("(?:import|mod)\\??+\\s.*+");
  private static final Set<String> WITH_VALUE =
      Set.of("-f", "--justfile", "-d", "--working-directory", "--shell", "--dotenv-path");

  @Override
  public String name() {
    return "just";
  }

  @Override
  public Optional<String> home(String path) {
    String name = Paths.name(path).toLowerCase(Locale.ROOT);
    return name.equals("justfile") || name.equals(".justfile") || name.endsWith(".just")
        ? Optional.of(Paths.directory(path))
        : Optional.empty();
  }

  @Override
  public BuildFile read(String path, String text) {
    Map<String, Target> targets = new HashMap<>();
    Set<String> open = new HashSet<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher alias = ALIAS.matcher(lines.get(i));
      Matcher recipe = RECIPE.matcher(lines.get(i));
      if (OPEN.matcher(lines.get(i)).matches()) {
        open.add(lines.get(i));
      } else if (alias.matches()) {
        targets.put(alias.group(1), new Target(i + 1, alias.group(2).strip()));
      } else if (recipe.matches()) {
        String body = (recipe.group(2).strip() + Blocks.indented(lines, i)).strip();
        targets.put(recipe.group(1), new Target(i + 1, body.equals(":") ? "" : body));
      }
    }
    return new BuildFile(targets, open);
  }

  @Override
  public List<Call> calls(Command command) {
    if (!command.program().equals("just")) {
      return List.of();
    }
    List<Word> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (WITH_VALUE.contains(word.text())) {
        i++;
      } else if (word.text().equals("--set")) {
        i += 2;
      } else if (!word.isOption() && !word.text().contains("=")) {
        // What follows may be arguments of the recipe.
        return word.isPlaceholder() ? List.of() : List.of(Call.of(word, ""));
      }
    }
    return List.of();
  }
}
