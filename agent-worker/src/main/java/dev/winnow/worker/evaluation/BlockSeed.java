package dev.winnow.worker.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number that a rung's command draws its inputs from: {@code WINNOW_SEED}.
 *
 * <p>It depends on the task and the block alone. Whatever the candidate, the variant, the rung, the
 * retry, the worker or its version: the same block of the same task has the same seed, and an
 * evaluator that draws its inputs from nothing else gives each candidate the same ones. That is
 * what makes samples of a block comparable with each other. Other blocks have seeds that have
 * nothing to do with it.
 *
 * <p>It is no secret: whoever knows the task's id, an agent too, can work it out.
 */
final class BlockSeed {

  private BlockSeed() {}

  /**
   * The seed of a block: the first 31 bits of the SHA-256 of {@code <taskId>/<block>} in UTF-8.
   *
   * @param taskId the task's id
   * @param block the block's number in decimal, from 1
   * @return at least 0, so that an int in C, a seed of NumPy and a number in JavaScript hold it
   */
  static int of(String taskId, long block) {
    byte[] name = (taskId + "/" + block).getBytes(StandardCharsets.UTF_8);
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getInt() >>> 1;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
