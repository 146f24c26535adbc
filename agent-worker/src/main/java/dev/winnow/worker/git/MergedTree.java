package dev.winnow.worker.git;

import java.util.List;

/**
 * What a merge of two commits came to.
 *
 * @param isClean whether nothing conflicts
 * @param tree the merged tree; of files that conflict it has what git would leave in a checkout
 * @param files the stages of the files that conflict, by path; the first of them where there are
 *     very many
 * @param messages what git says of what it did, in its order; the first of them likewise
 */
public record MergedTree(
    boolean isClean, String tree, List<StagedFile> files, List<Message> messages) {

  public MergedTree {
    files = List.copyOf(files);
    messages = List.copyOf(messages);
  }

  /**
   * A file that conflicts, as one side has it.
   *
   * @param mode such as 100644
   * @param id of the blob, or of the commit of a submodule
   * @param stage 1 for the common ancestor, 2 for what is merged into, 3 for what is merged
   * @param path in the tree
   */
  public record StagedFile(String mode, String id, int stage, String path) {}

  /**
   * A message.
   *
   * @param paths the files that it is about
   * @param type such as {@code CONFLICT (contents)} or {@code Auto-merging}
   * @param text for a person
   */
  public record Message(List<String> paths, String type, String text) {
    public Message {
      paths = List.copyOf(paths);
    }
  }
}
