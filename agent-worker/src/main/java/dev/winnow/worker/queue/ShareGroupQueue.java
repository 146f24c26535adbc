package dev.winnow.worker.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A work queue on a Kafka share group (KIP-932), with locks renewed by RENEW acknowledgements
 * (KIP-1222).
 *
 * <p>A share consumer of Kafka 4.3 returns no new record while one of its records is under renewal:
 * its next records come when all of the last poll are settled. So that a long run does not keep
 * free slots idle, each slot has a group member of its own unless {@code slotsPerMember} says
 * otherwise. A broker lets at most 1,000 members into a group ({@code group.share.max.size}, 200 by
 * default); {@code slotsPerMember} trades idle slots for more runs at once than that.
 */
public final class ShareGroupQueue implements WorkQueue {
  private static final Duration LEAVE = Duration.ofSeconds(10);

  private final ShareGroup settings;
  private final Consumer<RuntimeException> onFailure;
  private final List<ShareGroupMember> members = new ArrayList<>();
  private final QueueCounters counters = new QueueCounters();
  private Optional<ThreadPerRun> threads = Optional.empty();
  private CountDownLatch running = new CountDownLatch(0);

  /**
   * @param settings how to take part in the group
   * @param onFailure told once a member cannot go on; the queue should then be closed
   */
  public ShareGroupQueue(ShareGroup settings, Consumer<RuntimeException> onFailure) {
    this.settings = settings;
    this.onFailure = onFailure;
  }

  @Override
  public void start(DeliveryHandler handler) {
    ThreadPerRun made = new ThreadPerRun(handler, settings.topic());
    threads = Optional.of(made);
    startAsync(made);
  }

  @Override
  public void startAsync(AsyncHandler handler) {
    new ShareGroupSetup(settings).apply();
    running = new CountDownLatch(settings.members());
    for (int i = 0; i < settings.members(); i++) {
      String name = settings.clientId() + "-" + i;
      ShareGroupMember member =
          new ShareGroupMember(
              () -> new KafkaShareConsumer<>(consumerConfig(name)), settings, handler, counters);
      members.add(member);
      new Thread(() -> run(member), settings.topic() + "-member-" + i).start();
    }
  }

  void run(Runnable member) {
    try {
      member.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    } catch (Error e) {
      // Going on with a slot less would be seen by nobody.
      onFailure.accept(
          new QueueException(
              "The worker cannot go on in share group " + settings.group() + ": " + e, e));
      throw e;
    } finally {
      running.countDown();
    }
  }

  @Override
  public CompletableFuture<Long> depth(Admin admin) {
    return new GroupDepth(admin, settings.topic(), settings.group()).ofShareGroup();
  }

  @Override
  public QueueCounters counters() {
    return counters;
  }

  @Override
  public void close(Duration grace) {
    members.forEach(ShareGroupMember::stopTaking);
    try {
      awaitNoneTakes();
      members.stream().filter(member -> !member.takesNothing()).forEach(ShareGroupMember::wakeUp);
      members.forEach(member -> member.cancelAfter(grace));
      Ending.await(
          running, grace, () -> members.forEach(ShareGroupMember::wakeUp), settings.group());
      if (threads.isPresent()) {
        threads.get().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A record that a busy member releases would at once be acquired by an idle one that is about to
   * leave, and lose one of its deliveries to that; so the idle ones leave first.
   */
  private void awaitNoneTakes() throws InterruptedException {
    long deadline = System.nanoTime() + LEAVE.toNanos();
    while (!members.stream().allMatch(ShareGroupMember::takesNothing)
        && System.nanoTime() - deadline < 0) {
      Thread.sleep(20);
    }
  }

  private Map<String, Object> consumerConfig(String clientId) {
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    // One node is asked at a time and no more is acquired than asked for: a record that waited in
    // a buffer would lose its lock there, and one of its deliveries with it.
    config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.slotsPerMember());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }
}
