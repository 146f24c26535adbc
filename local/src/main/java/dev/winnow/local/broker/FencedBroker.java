package dev.winnow.local.broker;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** Waits until the controller holds a broker for gone, or has never heard of it. */
final class FencedBroker implements MetadataPublisher {
  /** The controller looks at sessions only now and then, and needs time to start. */
  private static final long MARGIN_MS = 60_000;

  private final int node;
  private final CountDownLatch isGone = new CountDownLatch(1);

  private FencedBroker(int node) {
    this.node = node;
  }

  /**
   * Returns when the broker is fenced or not registered.
   *
   * @param loader of the controller's metadata
   * @param node identity of the broker
   * @param sessionTimeoutMs when the controller fences a broker that says nothing
   * @throws IllegalStateException if it has not happened long after that
   */
  static void await(MetadataLoader loader, int node, long sessionTimeoutMs) {
    FencedBroker publisher = new FencedBroker(node);
    loader.installPublishers(List.of(publisher)).join();
    try {
      if (!publisher.isGone.await(sessionTimeoutMs + MARGIN_MS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the controller does not fence the broker before this one");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the broker starts", e);
    } finally {
      loader.removeAndClosePublisher(publisher).join();
    }
  }

  @Override
  public String name() {
    return "FencedBroker";
  }

  @Override
  public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
    BrokerRegistration broker = image.cluster().broker(node);
    if (broker == null || broker.fenced()) {
      isGone.countDown();
    }
  }
}
