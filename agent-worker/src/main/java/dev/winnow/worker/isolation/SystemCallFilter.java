package dev.winnow.worker.isolation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A seccomp filter (seccomp(2), classic BPF) for sandboxes: no process looks into another, so that
 * the code of a patch cannot write the harness's answers; no kernel keyring, which all sandboxes of
 * a session would share; and none of what has been a way out of namespaces again and again. A call
 * that is filtered fails with EPERM.
 */
final class SystemCallFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int EPERM = 0x00050000 | 1;

  /** Offsets in struct seccomp_data. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;

  /** Calls of the x32 interface, which have other numbers for the same. */
  private static final int X32 = 0x40000000;

  private static final int AUDIT_X86_64 = 0xc000003e;
  private static final int AUDIT_AARCH64 = 0xc00000b7;

  // ptrace, process_vm_readv, process_vm_writev, pidfd_getfd, add_key, request_key, keyctl, bpf,
  // perf_event_open, userfaultfd, io_uring_setup
  private static final List<Integer> ON_X86_64 =
      List.of(101, 310, 311, 438, 248, 249, 250, 321, 298, 323, 425);

  private static final List<Integer> ON_AARCH64 =
      List.of(117, 270, 271, 438, 217, 218, 219, 280, 241, 282, 425);

  private SystemCallFilter() {}

  /**
   * Writes the filter for this machine.
   *
   * @param folder a folder of the worker's that is there; may be shared by worker processes
   * @return the file; empty on a machine whose calls are not known here
   */
  static Optional<Path> write(Path folder) throws IOException {
    Optional<byte[]> program = program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path file = folder.resolve("system-calls");
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), program.get())) {
      Files.write(file, program.get());
    }
    return Optional.of(file);
  }

  private static Optional<byte[]> program() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Optional.of(program(AUDIT_X86_64, ON_X86_64));
      case "aarch64", "arm64" -> Optional.of(program(AUDIT_AARCH64, ON_AARCH64));
      default -> Optional.empty();
    };
  }

  private static byte[] program(int architecture, List<Integer> refused) {
    int length = refused.size() + 6;
    ByteBuffer program = ByteBuffer.allocate(length * 8).order(ByteOrder.LITTLE_ENDIAN);
    int refusal = length - 1;
    add(program, LOAD, 0, 0, ARCHITECTURE);
    // Programs of another architecture, such as 32-bit ones, could call the same by other numbers.
    add(program, JUMP_IF_EQUAL, 0, refusal - 2, architecture);
    add(program, LOAD, 0, 0, NUMBER);
    add(program, JUMP_IF_AT_LEAST, refusal - 4, 0, X32);
    int at = 4;
    for (int call : refused) {
      add(program, JUMP_IF_EQUAL, refusal - at - 1, 0, call);
      at++;
    }
    add(program, RETURN, 0, 0, ALLOW);
    add(program, RETURN, 0, 0, EPERM);
    return program.array();
  }

  /** A struct sock_filter. */
  private static void add(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
    program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
  }
}
