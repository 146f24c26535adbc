package dev.winnow.worker.contract.graphql;

import dev.winnow.worker.contract.Contract;
import dev.winnow.worker.contract.UnreadableContractException;
import graphql.GraphQLException;
import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectiveLocation;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.ScalarTypeExtensionDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.SchemaExtensionDefinition;
import graphql.language.SourceLocation;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.language.UnionTypeExtensionDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the files of one schema and puts together what belongs together. Used once. */
final class SchemaReader {
  /** Types that every schema has; a file may write them down all the same. */
  private static final Set<String> BUILT_IN = Set.of("Int", "Float", "String", "Boolean", "ID");

  private static final Map<String, String> USUAL_ROOTS =
      Map.of("query", "Query", "mutation", "Mutation", "subscription", "Subscription");

  private static final ParserOptions OPTIONS =
      ParserOptions.getDefaultSdlParserOptions()
          .transform(
              options ->
                  options
                      .captureIgnoredChars(false)
                      .captureLineComments(false)
                      .captureSourceLocation(true)
                      .readerTrackData(false)
                      .maxCharacters(Bounds.MOST_CHARACTERS)
                      .maxWhitespaceTokens(Bounds.MOST_CHARACTERS)
                      .maxTokens(Bounds.MOST_TOKENS));

  private final SortedMap<String, SchemaType> types = new TreeMap<>();
  private final SortedMap<String, SchemaDirective> directives = new TreeMap<>();
  private final SortedMap<String, String> roots = new TreeMap<>();
  private boolean rootsAreWritten;
  private Spot schemaSpot;

  private SchemaReader() {}

  /**
   * Reads a contract.
   *
   * @throws UnreadableContractException if a file is missing, too large or no schema, or if
   *     definitions contradict each other
   */
  static Schema read(Contract contract) throws UnreadableContractException {
    SchemaReader reader = new SchemaReader();
    int characters = 0;
    for (String file : new TreeSet<>(contract.files())) {
      String text =
          contract
              .tree()
              .text(file)
              .orElseThrow(
                  () -> new UnreadableContractException(file, 0, "The file cannot be read."));
      characters += text.length();
      if (characters > Bounds.MOST_CHARACTERS) {
        throw new UnreadableContractException(
            file, 0, "The schema has more than " + Bounds.MOST_CHARACTERS + " characters.");
      }
      if (!text.isBlank()) {
        reader.readFile(file, text);
      }
    }
    return reader.schema(contract.file());
  }

  private Schema schema(String file) throws UnreadableContractException {
    if (types.isEmpty() && directives.isEmpty()) {
      throw new UnreadableContractException(file, 0, "There is no type definition.");
    }
    if (!rootsAreWritten) {
      USUAL_ROOTS.forEach(
          (operation, type) -> {
            if (types.containsKey(type)) {
              roots.putIfAbsent(operation, type);
            }
          });
    }
    return new Schema(
        types, directives, roots, schemaSpot == null ? new Spot(file, 0, 0) : schemaSpot);
  }

  private void readFile(String file, String text) throws UnreadableContractException {
    Bounds.check(file, text);
    ParserEnvironment environment =
        ParserEnvironment.newParserEnvironment()
            .document(new StringReader(text))
            .parserOptions(OPTIONS)
            .locale(Locale.ROOT)
            .build();
    try {
      for (Definition<?> definition : Parser.parse(environment).getDefinitions()) {
        take(file, definition);
      }
    } catch (InvalidSyntaxException e) {
      SourceLocation location = e.getLocation();
      throw new UnreadableContractException(
          file, location == null ? 0 : Math.max(location.getLine(), 0), "It is not GraphQL.");
    } catch (GraphQLException | IllegalArgumentException e) {
      // Values that no type has, such as an exponent beyond all bounds.
      throw new UnreadableContractException(file, 0, "It is not GraphQL.");
    }
  }

  private void take(String file, Definition<?> definition) throws UnreadableContractException {
    Spot spot = spot(file, definition);
    if (definition instanceof SchemaDefinition schema) {
      boolean isExtension = definition instanceof SchemaExtensionDefinition;
      rootsAreWritten |= !isExtension;
      if (schemaSpot == null || !isExtension) {
        schemaSpot = spot;
      }
      for (OperationTypeDefinition operation : schema.getOperationTypeDefinitions()) {
        roots.put(operation.getName(), operation.getTypeName().getName());
      }
    } else if (definition instanceof DirectiveDefinition directive) {
      SortedSet<String> locations = new TreeSet<>();
      for (DirectiveLocation location : directive.getDirectiveLocations()) {
        locations.add(location.getName());
      }
      directives.put(
          directive.getName(),
          new SchemaDirective(
              inputs(file, directive.getInputValueDefinitions()),
              locations,
              directive.isRepeatable(),
              spot));
    } else if (definition instanceof TypeDefinition<?> type
        && !BUILT_IN.contains(type.getName())
        && !type.getName().startsWith("__")) {
      takeType(file, type, spot);
    }
  }

  private void takeType(String file, TypeDefinition<?> definition, Spot spot)
      throws UnreadableContractException {
    SchemaType.Kind kind = kind(definition);
    SchemaType type =
        types.computeIfAbsent(definition.getName(), name -> new SchemaType(name, kind, spot));
    if (type.kind() != kind) {
      throw new UnreadableContractException(
          spot.file(),
          spot.line(),
          type.name() + " is both " + type.kind().word() + " and " + kind.word() + ".");
    }
    if (!isExtension(definition)) {
      type.definedAt(spot);
    }
    if (definition instanceof ImplementingTypeDefinition<?> implementing) {
      for (FieldDefinition field : implementing.getFieldDefinitions()) {
        type.fields()
            .put(
                field.getName(),
                new SchemaType.Field(
                    field.getType(),
                    inputs(file, field.getInputValueDefinitions()),
                    spot(file, field)));
      }
      for (Type<?> implemented : implementing.getImplements()) {
        if (implemented instanceof TypeName name) {
          type.interfaces().put(name.getName(), spot(file, name));
        }
      }
    } else if (definition instanceof InputObjectTypeDefinition input) {
      type.inputs().putAll(inputs(file, input.getInputValueDefinitions()));
      if (((DirectivesContainer<?>) input).hasDirective("oneOf")) {
        type.markOneOf();
      }
    } else if (definition instanceof EnumTypeDefinition enumeration) {
      for (EnumValueDefinition value : enumeration.getEnumValueDefinitions()) {
        type.values().put(value.getName(), spot(file, value));
      }
    } else if (definition instanceof UnionTypeDefinition union) {
      for (Type<?> member : union.getMemberTypes()) {
        if (member instanceof TypeName name) {
          type.members().put(name.getName(), spot(file, name));
        }
      }
    }
  }

  private static SortedMap<String, SchemaType.Input> inputs(
      String file, List<InputValueDefinition> definitions) {
    SortedMap<String, SchemaType.Input> inputs = new TreeMap<>();
    for (InputValueDefinition definition : definitions) {
      inputs.put(
          definition.getName(),
          new SchemaType.Input(
              definition.getType(),
              definition.getDefaultValue() == null
                  ? null
                  : Values.canonical(definition.getDefaultValue()),
              spot(file, definition)));
    }
    return inputs;
  }

  private static SchemaType.Kind kind(TypeDefinition<?> definition) {
    if (definition instanceof ObjectTypeDefinition) {
      return SchemaType.Kind.OBJECT;
    }
    if (definition instanceof InterfaceTypeDefinition) {
      return SchemaType.Kind.INTERFACE;
    }
    if (definition instanceof UnionTypeDefinition) {
      return SchemaType.Kind.UNION;
    }
    if (definition instanceof EnumTypeDefinition) {
      return SchemaType.Kind.ENUM;
    }
    return definition instanceof ScalarTypeDefinition
        ? SchemaType.Kind.SCALAR
        : SchemaType.Kind.INPUT;
  }

  private static boolean isExtension(TypeDefinition<?> definition) {
    return definition instanceof ObjectTypeExtensionDefinition
        || definition instanceof InterfaceTypeExtensionDefinition
        || definition instanceof UnionTypeExtensionDefinition
        || definition instanceof EnumTypeExtensionDefinition
        || definition instanceof InputObjectTypeExtensionDefinition
        || definition instanceof ScalarTypeExtensionDefinition;
  }

  private static Spot spot(String file, Node<?> node) {
    SourceLocation location = node.getSourceLocation();
    return location == null
        ? new Spot(file, 0, 0)
        : new Spot(file, Math.max(location.getLine(), 0), Math.max(location.getColumn(), 0));
  }
}
