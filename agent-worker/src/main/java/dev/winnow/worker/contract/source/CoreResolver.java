package dev.winnow.worker.contract.source;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What an unquoted scalar is, by the core schema of YAML 1.2 (section 10.3): {@code on}, {@code
 * yes} and dates are texts, as the authors of contracts expect of the values of an enum.
 */
final class CoreResolver extends Resolver {
  private static final Pattern NULLS = Pattern.compile("^(?:~|null|Null|NULL|)$");
  private static final Pattern BOOLEANS = Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$");
  private static final Pattern INTEGERS = Pattern.compile("^[-+]?[0-9]+$");
  private static final Pattern DECIMALS =
      Pattern.compile("^[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.MERGE, MERGE, "<");
    addImplicitResolver(Tag.BOOL, BOOLEANS, "tTfF");
    addImplicitResolver(Tag.INT, INTEGERS, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, DECIMALS, "-+.0123456789");
    addImplicitResolver(Tag.NULL, NULLS, "~nN\0");
    addImplicitResolver(Tag.NULL, EMPTY, null);
  }
}
