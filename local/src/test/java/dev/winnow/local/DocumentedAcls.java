package dev.winnow.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The ACLs that docs/security.md tells people to set, read by running its shell lines. */
final class DocumentedAcls {
  private static final Pattern BLOCK =
      Pattern.compile("```sh\\n(acl\\(\\) .*?)```", Pattern.DOTALL);

  private DocumentedAcls() {}

  static List<AclBinding> read(Path folder) throws IOException, InterruptedException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/security.md")));
    if (!block.find()) {
      throw new IOException("docs/security.md has no block of ACLs");
    }
    // Words are told one a line, and a call ends with an empty one.
    Path script = folder.resolve("acls.sh");
    Files.writeString(
        script,
        "stub() { printf '%s\\n' \"$@\" ''; }\n" + block.group(1).replace("kafka-acls.sh", "stub"));
    Process shell = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (shell.waitFor() != 0) {
      throw new IOException(said);
    }
    List<AclBinding> bindings = new ArrayList<>();
    for (String call : said.split("\n\n")) {
      add(bindings, call.strip().split("\n"));
    }
    return bindings;
  }

  private static void add(List<AclBinding> bindings, String[] words) {
    String principal = null;
    ResourceType type = null;
    String name = null;
    PatternType pattern = PatternType.LITERAL;
    List<AclOperation> operations = new ArrayList<>();
    for (int word = 0; word < words.length; word++) {
      switch (words[word]) {
        case "--allow-principal" -> principal = words[++word];
        case "--topic", "--group", "--transactional-id" -> {
          type =
              ResourceType.fromString(
                  words[word].substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
          name = words[++word];
        }
        case "--resource-pattern-type" ->
            pattern = PatternType.fromString(words[++word].toUpperCase(Locale.ROOT));
        case "--operation" -> operations.add(operation(words[++word]));
        case "--bootstrap-server", "--command-config" -> word++;
        case "--add" -> {}
        default -> throw new IllegalArgumentException("kafka-acls.sh " + words[word]);
      }
    }
    for (AclOperation operation : operations) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
  }

  private static AclOperation operation(String word) {
    return AclOperation.fromString(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
  }
}
