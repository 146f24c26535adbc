package dev.winnow.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.streams.routing.Locator;
import dev.winnow.streams.routing.Peers;
import dev.winnow.streams.routing.Place;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Answers requests for a list. Each instance is asked for a page of the partitions that it owns, by
 * their numbers, and the first of all of them are the page. If one of them does not answer, or does
 * not hold a partition any more, there is no answer: a list is never shorter than it is.
 */
final class Gatherer<V> implements Handler {
  private static final String PARTITIONS = "Winnow-Partitions";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Locator locator;
  private final IntFunction<V> partitions;
  private final Peers peers;
  private final Listing<V> listing;

  Gatherer(Locator locator, IntFunction<V> partitions, Peers peers, Listing<V> listing) {
    this.locator = locator;
    this.partitions = partitions;
    this.peers = peers;
    this.listing = listing;
  }

  @Override
  public void handle(Context http) {
    List<Place> places = locator.all();
    if (Forwarding.isForwarded(http)) {
      send(http, here(http, asked(http, places)));
      return;
    }
    Map<HostInfo, List<Place>> others = new HashMap<>();
    List<Place> here = new ArrayList<>();
    for (Place place : places) {
      if (locator.isOwner(place)) {
        here.add(place);
      } else {
        HostInfo owner =
            place
                .owner()
                .orElseThrow(
                    () -> ApiProblem.unavailable("nobody owns a partition now; try again"));
        others.computeIfAbsent(owner, host -> new ArrayList<>()).add(place);
      }
    }
    List<CompletableFuture<Page<JsonNode>>> asked = new ArrayList<>();
    others.forEach((owner, theirs) -> asked.add(ask(http, owner, theirs)));
    Page<JsonNode> ours = here(http, here);
    if (asked.isEmpty()) {
      send(http, ours);
      return;
    }
    http.future(
        () ->
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenAccept(
                    done -> {
                      List<Page<JsonNode>> parts = new ArrayList<>(List.of(ours));
                      asked.forEach(part -> parts.add(part.join()));
                      send(http, merge(parts, Parameters.limit(http, Parameters.LIST_LIMIT)));
                    }));
  }

  private Page<JsonNode> here(Context http, List<Place> places) {
    return listing.read(
        http, places.stream().map(place -> partitions.apply(place.partition())).toList());
  }

  /** The places that another instance asks for, all of which must be here. */
  private List<Place> asked(Context http, List<Place> places) {
    List<Integer> numbers;
    try {
      String header = Optional.ofNullable(http.header(PARTITIONS)).orElse("");
      numbers = Arrays.stream(header.split(",")).map(Integer::valueOf).distinct().toList();
    } catch (NumberFormatException e) {
      throw ApiProblem.badParameter("the header " + PARTITIONS + " must be numbers with commas");
    }
    if (!numbers.stream()
        .allMatch(
            number ->
                number >= 0 && number < places.size() && locator.isOwner(places.get(number)))) {
      throw ApiProblem.unavailable(
          "a partition has been moved, and not everybody knows it yet; try again");
    }
    return numbers.stream().map(places::get).toList();
  }

  private CompletableFuture<Page<JsonNode>> ask(Context http, HostInfo owner, List<Place> places) {
    Map<String, String> headers = Forwarding.headers(http);
    headers.put(
        PARTITIONS,
        places.stream()
            .map(place -> Integer.toString(place.partition()))
            .collect(Collectors.joining(",")));
    return peers
        .get(owner, Forwarding.path(http), headers, Peers.PATIENCE)
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw Router.unavailable(owner, failure);
              }
              return read(owner, answer);
            });
  }

  private Page<JsonNode> read(HostInfo owner, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw Router.unavailable(owner, new IOException("status " + answer.statusCode()));
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      List<JsonNode> items = new ArrayList<>();
      body.path(listing.name()).forEach(items::add);
      // Only whether there is more counts: the place where the whole page ends is another one.
      return new Page<>(items, Optional.ofNullable(body.get("next")).map(JsonNode::asText));
    } catch (IOException e) {
      throw Router.unavailable(owner, e);
    }
  }

  private Page<JsonNode> merge(List<Page<JsonNode>> parts, int limit) {
    List<JsonNode> items =
        parts.stream().flatMap(part -> part.items().stream()).sorted(listing.order()).toList();
    boolean more = items.size() > limit || parts.stream().anyMatch(part -> part.end().isPresent());
    List<JsonNode> first = items.subList(0, Math.min(limit, items.size()));
    return new Page<>(
        first, more ? Optional.of(listing.place(first.get(first.size() - 1))) : Optional.empty());
  }

  private void send(Context http, Page<JsonNode> page) {
    Answers.send(http, Answers.page(listing.name(), page, Function.identity()));
  }
}
