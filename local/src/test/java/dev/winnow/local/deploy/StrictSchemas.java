package dev.winnow.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds objects against what Kubernetes, KEDA and Prometheus' operator say of them, as an API
 * server does that is asked to be strict: fields that nobody knows, such as misspelt ones, are
 * errors. Kubernetes' own schemas are those that its Java client was generated from; the others are
 * the projects' custom resource definitions.
 */
final class StrictSchemas {
  private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
  private static final Map<String, String> CUSTOM =
      Map.of(
          "keda.sh/v1alpha1/ScaledObject", "scaledobject-keda-v1alpha1.schema.json",
          "monitoring.coreos.com/v1/PodMonitor", "podmonitor-monitoring-v1.schema.json");

  private StrictSchemas() {}

  /** What is wrong with an object; empty if nothing is. */
  static List<String> problems(Manifests.Manifest manifest) {
    String custom = CUSTOM.get(manifest.apiVersion() + "/" + manifest.kind());
    return custom == null ? ofKubernetes(manifest) : ofResource(custom, manifest.object());
  }

  private static List<String> ofKubernetes(Manifests.Manifest manifest) {
    String version = manifest.apiVersion().replaceFirst(".*/", "").toUpperCase(Locale.ROOT);
    try {
      Class<?> model =
          Class.forName("io.kubernetes.client.openapi.models." + version + manifest.kind());
      String json = manifest.object().toString();
      model
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(json));
      // The former looks at names; this at the types of values.
      Object ignored = JSON.deserialize(json, (Type) model);
      return List.of();
    } catch (InvocationTargetException e) {
      return List.of(e.getCause().getMessage());
    } catch (ClassNotFoundException e) {
      return List.of("no schema of " + manifest.apiVersion() + " " + manifest.kind());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> ofResource(String resource, JsonNode object) {
    try (InputStream file = StrictSchemas.class.getResourceAsStream(resource)) {
      JsonNode schema = JSON_MAPPER.readTree(file);
      close(schema);
      Schema strict =
          SchemaRegistry.withDialect(Dialects.getDraft202012())
              .getSchema(schema.toString(), InputFormat.JSON);
      return strict.validate(object).stream().map(Object::toString).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  /** Lets objects have no fields but those that are listed, where any are. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(StrictSchemas::close);
  }
}
