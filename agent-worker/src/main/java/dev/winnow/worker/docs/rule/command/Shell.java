package dev.winnow.worker.docs.rule.command;

import dev.winnow.worker.docs.markup.Form;
import dev.winnow.worker.docs.markup.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the commands of a document. This is no shell: words and what separates commands are seen,
 * and which directory {@code cd} leads to.
 */
public final class Shell {
  private static final Set<String> LANGUAGES =
      Set.of(
          "",
          "sh",
          "bash",
          "shell",
          "zsh",
          "fish",
          "console",
          "terminal",
          "shell-session",
          "shellsession",
          "sh-session",
          "shellscript",
          "cmd",
          "bat",
          "powershell",
          "ps1",
          "text");
  private static final Set<String> PREFIXES = Set.of("sudo", "time", "exec", "nohup", "command");
  private static final String PROMPT = "$ ";

  private final List<Command> commands = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private String directory = "";

  private Shell() {}

  /** The commands that a piece of a document tells to run, in their order. */
  public static List<Command> commands(Span span) {
    if (span.form() == Form.LINK
        || (span.form() == Form.BLOCK && !LANGUAGES.contains(span.language()))) {
      return List.of();
    }
    Shell shell = new Shell();
    shell.read(span);
    return List.copyOf(shell.commands);
  }

  private void read(Span span) {
    List<String> lines = span.text().lines().toList();
    // Where some lines have a prompt the others are what the commands print.
    boolean prompts = lines.stream().anyMatch(line -> line.stripLeading().startsWith(PROMPT));
    boolean goesOn = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(PROMPT)) {
        line = line.substring(PROMPT.length());
      } else if (prompts && !goesOn) {
        continue;
      }
      goesOn = line.endsWith("\\");
      split(goesOn ? line.substring(0, line.length() - 1) : line, span.line() + i);
      if (!goesOn) {
        end();
      }
    }
    end();
  }

  private void split(String line, int number) {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#' && word.isEmpty()) {
        break;
      } else if (Character.isWhitespace(c)) {
        add(word, number);
      } else if (c == ';' || c == '|' || c == '&' || (c == '(' || c == ')') && word.isEmpty()) {
        add(word, number);
        end();
      } else if (c == ')' && word.indexOf("(") < 0) {
        add(word, number);
        end();
      } else {
        word.append(c);
      }
    }
    add(word, number);
  }

  private void add(StringBuilder word, int line) {
    if (!word.isEmpty()) {
      words.add(new Word(word.toString(), line));
      word.setLength(0);
    }
  }

  private void end() {
    int start = 0;
    while (start < words.size() && isPrefix(words.get(start).text())) {
      start++;
    }
    List<Word> command = List.copyOf(words.subList(start, words.size()));
    words.clear();
    if (command.isEmpty()) {
      return;
    }
    String program = command.get(0).text();
    if (program.equals("cd") || program.equals("pushd")) {
      go(command.size() > 1 ? command.get(1).text() : "");
    } else if (program.equals("popd")) {
      directory = "";
    } else {
      commands.add(new Command(command, directory));
    }
  }

  private void go(String where) {
    boolean here = directory.isEmpty() || where.startsWith("/") || where.startsWith("~");
    directory = here ? where : directory + "/" + where;
  }

  private static boolean isPrefix(String word) {
    int equals = word.indexOf('=');
    return PREFIXES.contains(word)
        || equals > 0
            && word.substring(0, equals)
                .chars()
                .allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }
}
