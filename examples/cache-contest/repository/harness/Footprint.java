package harness;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Adds up the objects that can be reached from one object. Sizes are those of a 64-bit JVM with
 * compressed references: a header of 12 bytes (16 for an array), references of 4, sums rounded up to
 * 8. They are computed, not asked of the JVM, so that every run and every machine gives the same.
 */
final class Footprint {
  private static final int REFERENCE = 4;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Class<?>> classes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Footprint() {}

  /**
   * Bytes of everything that can be reached from a policy and from static fields of its classes.
   *
   * @param outside an object that does not belong to it
   */
  static long of(Object root, Object outside) {
    Footprint footprint = new Footprint();
    footprint.seen.add(outside);
    footprint.reach(root);
    long bytes = 0;
    while (!footprint.open.isEmpty()) {
      bytes += footprint.visit(footprint.open.pop());
    }
    return bytes;
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
      for (Field field : fields(c)) {
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

  /** The fields of a class; the first time, what its static fields hold is reached as well. */
  private List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>(List.of(type.getDeclaredFields()));
    if (classes.add(type) && type.getName().startsWith("cache.")) {
      for (Field field : fields) {
        if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          reach(value(field, null));
        }
      }
      for (Class<?> nested : type.getDeclaredClasses()) {
        fields(nested);
      }
    }
    return fields;
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
