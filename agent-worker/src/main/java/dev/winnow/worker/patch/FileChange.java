package dev.winnow.worker.patch;

/**
 * What a patch does to one file.
 *
 * @param path the file's path
 * @param oldMode git's mode before; null if the file is new
 * @param oldContent content before; null if the file is new
 * @param newMode git's mode after; null if the file is removed
 * @param newContent content after; null if the file is removed
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the hash, never compared
public record FileChange(
    String path, String oldMode, byte[] oldContent, String newMode, byte[] newContent) {}
