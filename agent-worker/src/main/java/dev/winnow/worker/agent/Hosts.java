package dev.winnow.worker.agent;

import dev.winnow.schemas.Agent;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Hosts of model providers. */
final class Hosts {
  private static final Map<String, String> OF_PROVIDERS =
      Map.of(
          "anthropic", "api.anthropic.com",
          "openai", "api.openai.com",
          "google", "generativelanguage.googleapis.com",
          "gemini", "generativelanguage.googleapis.com",
          "openrouter", "openrouter.ai",
          "deepseek", "api.deepseek.com",
          "mistral", "api.mistral.ai",
          "xai", "api.x.ai",
          "groq", "api.groq.com");

  private Hosts() {}

  /**
   * The provider's host, or that of the address which the spec sets in its place.
   *
   * @param variable the environment variable by which the tool is told another address
   */
  static Set<String> of(Agent agent, String variable, Set<String> otherwise) {
    return Optional.ofNullable(agent.getEnvironment().get(variable))
        .flatMap(Hosts::host)
        .map(Set::of)
        .orElse(otherwise);
  }

  /** The host of the provider that a model's name begins with, and others that the tool needs. */
  static Set<String> ofModel(Agent agent, String... others) {
    Set<String> hosts = new TreeSet<>(Set.of(others));
    String model = agent.getModel().orElse("");
    int slash = model.indexOf('/');
    Optional.ofNullable(OF_PROVIDERS.get(slash < 0 ? "" : model.substring(0, slash)))
        .ifPresent(hosts::add);
    return hosts;
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
