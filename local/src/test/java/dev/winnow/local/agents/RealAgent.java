package dev.winnow.local.agents;

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
    String settings(String url) {
      return "environment: {ANTHROPIC_BASE_URL: \"%s\", ANTHROPIC_API_KEY: none}".formatted(url);
    }
  },
  CODEX("codex", "codex", "gpt-5.1-codex", "1.25", "0.125", "10") {
    @Override
    String settings(String url) {
      // A provider of its own, since OpenAI's would be tried by web socket first.
      return """
          arguments:
              - --config=model_provider=scripted
              - --config=model_providers.scripted.name=Scripted
              - --config=model_providers.scripted.base_url=%s/v1
              - --config=model_providers.scripted.env_key=SCRIPTED_KEY
              - --config=model_providers.scripted.wire_api=responses
            environment: {SCRIPTED_KEY: none}\
          """
          .formatted(url);
    }
  },
  GEMINI_CLI("gemini-cli", "gemini", "gemini-2.5-pro", "1.25", "0.125", "10") {
    @Override
    String settings(String url) {
      return "environment: {GOOGLE_GEMINI_BASE_URL: \"%s\", GEMINI_API_KEY: none}".formatted(url);
    }
  },
  OPENCODE("opencode", "opencode", "scripted/model", "2", "0.50", "8") {
    @Override
    String settings(String url) {
      return """
          environment:
              OPENCODE_DISABLE_MODELS_FETCH: "1"
              OPENCODE_CONFIG_CONTENT: >-
                {"provider": {"scripted": {"npm": "@ai-sdk/openai-compatible", "name": "Scripted",
                "options": {"baseURL": "%s/v1", "apiKey": "none"}, "models": {"model": {"name": "model",
                "cost": {"input": 2, "output": 8, "cache_read": 0.5}}}}}}\
          """
          .formatted(url);
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

  /** Lines of the spec's agent by which it finds the model. */
  abstract String settings(String url);

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
  String spec(String url, String maxCost) {
    return """

          adapter: %s
          command: ["%s"]
          model: %s
          timeout: 90s
          maxCost: %s
          %s"""
        .formatted(adapter, program().orElseThrow(), model, maxCost, settings(url));
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
