package dev.winnow.local.agents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tool that may be installed, and what it takes to have it talk to a scripted model. Its prices,
 * in US dollars a million tokens, are written down here a second time.
 */
enum RealAgent {
  CLAUDE_CODE("claude-code", "claude", "claude-sonnet-4-5", "3", "0.30", "15") {
    @Override
    void settings(ObjectNode agent, String url) {
      agent
          .putObject("environment")
          .put("ANTHROPIC_BASE_URL", url)
          .put("ANTHROPIC_API_KEY", "none");
    }
  },
  CODEX("codex", "codex", "gpt-5.1-codex", "1.25", "0.125", "10") {
    @Override
    void settings(ObjectNode agent, String url) {
      // A provider of its own, since OpenAI's would be tried by web socket first.
      agent
          .putArray("arguments")
          .add("--config=model_provider=scripted")
          .add("--config=model_providers.scripted.name=Scripted")
          .add("--config=model_providers.scripted.base_url=" + url + "/v1")
          .add("--config=model_providers.scripted.env_key=SCRIPTED_KEY")
          .add("--config=model_providers.scripted.wire_api=responses");
      agent.putObject("environment").put("SCRIPTED_KEY", "none");
    }
  },
  GEMINI_CLI("gemini-cli", "gemini", "gemini-2.5-pro", "1.25", "0.125", "10") {
    @Override
    void settings(ObjectNode agent, String url) {
      agent
          .putObject("environment")
          .put("GOOGLE_GEMINI_BASE_URL", url)
          .put("GEMINI_API_KEY", "none");
    }
  },
  OPENCODE("opencode", "opencode", "scripted/model", "2", "0.50", "8") {
    @Override
    void settings(ObjectNode agent, String url) {
      ObjectNode config = agent.objectNode();
      ObjectNode provider =
          config.putObject("provider").putObject("scripted").put("name", "Scripted");
      provider.put("npm", "@ai-sdk/openai-compatible");
      provider.putObject("options").put("baseURL", url + "/v1").put("apiKey", "none");
      ObjectNode model = provider.putObject("models").putObject("model").put("name", "model");
      model.putObject("cost").put("input", 2).put("output", 8).put("cache_read", 0.5);
      agent
          .putObject("environment")
          .put("OPENCODE_DISABLE_MODELS_FETCH", "1")
          .put("OPENCODE_CONFIG_CONTENT", config.toString());
    }
  };

  private final String adapter;
  private final String program;
  private final String model;
  private final BigDecimal input;
  private final BigDecimal cached;
  private final BigDecimal output;

  RealAgent(
      String adapter, String program, String model, String input, String cached, String output) {
    this.adapter = adapter;
    this.program = program;
    this.model = model;
    this.input = new BigDecimal(input);
    this.cached = new BigDecimal(cached);
    this.output = new BigDecimal(output);
  }

  /** Adds to the spec's agent what it finds the model by. */
  abstract void settings(ObjectNode agent, String url);

  /** The program, in the folder that WINNOW_TEST_AGENTS names or on the PATH. */
  Optional<Path> program() {
    String named = System.getenv("WINNOW_TEST_AGENTS");
    Stream<Path> folders =
        named != null
            ? Stream.of(Path.of(named, ".bin"), Path.of(named, "node_modules", ".bin"))
            : Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    return folders.map(each -> each.resolve(program)).filter(Files::isExecutable).findFirst();
  }

  /** The spec's agent. */
  ObjectNode spec(String url, String maxCost) {
    ObjectNode agent =
        JsonNodeFactory.instance
            .objectNode()
            .put("adapter", adapter)
            .put("model", model)
            .put("timeout", "3m")
            .put("maxCost", new BigDecimal(maxCost));
    Path file = program().orElseThrow();
    agent.putArray("command").add(file.toString());
    // The model is on the host's loopback, and the tool wherever npm has put it.
    agent.put("network", "all");
    agent.putArray("readable").add(file.getParent().getParent().toString());
    settings(agent, url);
    return agent;
  }

  /** What answers cost, as the tool's provider would charge for them. */
  BigDecimal cost(List<ScriptedModelServer.Served> served) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ScriptedModelServer.Served answer : served) {
      Usage usage = answer.usage();
      sum =
          sum.add(input.multiply(BigDecimal.valueOf(usage.input())))
              .add(cached.multiply(BigDecimal.valueOf(usage.cached())))
              .add(output.multiply(BigDecimal.valueOf(usage.output())));
    }
    return sum.movePointLeft(6).setScale(6, RoundingMode.HALF_UP);
  }
}
