package dev.winnow.worker.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How many records of a topic a group has not done yet. Asks without waiting. */
final class GroupDepth {
  private final Admin admin;
  private final String topic;
  private final String group;

  GroupDepth(Admin admin, String topic, String group) {
    this.admin = admin;
    this.topic = topic;
    this.group = group;
  }

  /** Of a share group: the lag that its coordinator knows (KIP-1226). */
  CompletableFuture<Long> ofShareGroup() {
    return future(
            admin
                .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
                .partitionsToOffsetInfo(group))
        .thenCompose(
            known ->
                partitions().thenApply(all -> sum(all, id -> depth(known.get(id), all.get(id)))));
  }

  /** Of a consumer group: what is above the committed offset and not done. */
  CompletableFuture<Long> ofConsumerGroup() {
    return future(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .thenCompose(
            committed ->
                partitions()
                    .thenApply(all -> sum(all, id -> depth(committed.get(id), all.get(id)))));
  }

  private static long sum(Map<TopicPartition, Bounds> all, Function<TopicPartition, Long> depth) {
    return all.keySet().stream().mapToLong(depth::apply).sum();
  }

  private static long depth(SharePartitionOffsetInfo info, Bounds bounds) {
    if (info == null) {
      return bounds.size();
    }
    return info.lag().orElseGet(() -> bounds.after(info.startOffset()));
  }

  private static long depth(OffsetAndMetadata committed, Bounds bounds) {
    if (committed == null) {
      return bounds.size();
    }
    long position = Math.max(committed.offset(), bounds.begin());
    return Math.min(
        bounds.after(position),
        DeliveryWindow.of(committed.offset(), committed.metadata()).depth(bounds.end()));
  }

  /** A partition's first offset, and the one after the last that is not in an open transaction. */
  private record Bounds(long begin, long end) {
    long size() {
      return after(begin);
    }

    long after(long offset) {
      return Math.max(0, end - Math.max(begin, offset));
    }
  }

  private CompletableFuture<Map<TopicPartition, Bounds>> partitions() {
    return future(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
        .thenCompose(
            description -> {
              List<TopicPartition> ids =
                  description.partitions().stream()
                      .map(each -> new TopicPartition(topic, each.partition()))
                      .toList();
              return offsets(ids, OffsetSpec.earliest())
                  .thenCombine(
                      offsets(ids, OffsetSpec.latest()),
                      (begins, ends) -> {
                        Map<TopicPartition, Bounds> all = new HashMap<>();
                        ids.forEach(
                            id ->
                                all.put(
                                    id,
                                    new Bounds(begins.get(id).offset(), ends.get(id).offset())));
                        return all;
                      });
            });
  }

  private CompletableFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> ids, OffsetSpec spec) {
    return future(
        admin
            .listOffsets(
                ids.stream().collect(Collectors.toMap(id -> id, id -> spec)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all());
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture();
  }
}
