package harness;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds up the objects that can be reached from one object. Sizes are those of a 64-bit JVM with
 * compressed references: a header of 12 bytes (16 for an array), references of 4, sums rounded up
 * to 8. They are computed, not asked of the JVM, so that every run and every machine gives the
 * same.
 */
final class Footprint {
  private static final int REFERENCE = 4;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Footprint() {}

  /**
   * Bytes of everything that can be reached from a policy and from static fields of its package.
   *
   * @param outside an object that does not belong to it
   */
  static long of(Object policy, Object outside) {
    Footprint footprint = new Footprint();
    footprint.seen.add(outside);
    footprint.reach(policy);
    footprint.reachStatics(policy.getClass());
    long bytes = 0;
    while (!footprint.open.isEmpty()) {
      bytes += footprint.visit(footprint.open.pop());
    }
    return bytes;
  }

  private void reachStatics(Class<?> policy) {
    try {
      Path classes = Path.of(policy.getProtectionDomain().getCodeSource().getLocation().toURI());
      String folder = policy.getPackageName();
      try (Stream<Path> files = Files.list(classes.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString().replace(".class", "");
          Class<?> type = Class.forName(folder + "." + name, true, policy.getClassLoader());
          for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
              reach(value(field, null));
            }
          }
        }
      }
    } catch (IOException | URISyntaxException | ClassNotFoundException failure) {
      throw new IllegalStateException("the candidate's classes cannot be listed", failure);
    }
  }

  private void reach(Object object) {
    boolean shared =
        object == null
            || object instanceof Class
            || object instanceof ClassLoader
            || object instanceof Thread
            || object instanceof Enum;
    if (!shared && seen.add(object)) {
      open.push(object);
    }
  }

  /** Reaches what one object refers to; answers its own size. */
  private long visit(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = Array.getLength(object);
      Class<?> component = type.getComponentType();
      if (!component.isPrimitive()) {
        for (Object element : (Object[]) object) {
          reach(element);
        }
      }
      return aligned(16 + (long) length * size(component));
    }
    long bytes = 12;
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          bytes += size(field.getType());
          if (!field.getType().isPrimitive()) {
            reach(value(field, object));
          }
        }
      }
    }
    return aligned(bytes);
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (ReflectiveOperationException | RuntimeException refused) {
      throw new BrokenContract(
          "the memory behind " + field + " cannot be measured: use your own classes, or those of"
              + " java.util");
    }
  }

  private static int size(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    if (type == short.class || type == char.class) {
      return 2;
    }
    return type.isPrimitive() ? 1 : REFERENCE;
  }

  private static long aligned(long bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
