package dev.a2a.bridge.link;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is an answer whole? A record may lack only what is marked [Nullable]; JSON of some other server
/// that happens to fit otherwise does not pass for an answer of ours.
final class Complete {
  private Complete() {}

  static boolean is(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Record whole -> hasAll(whole);
      case List<?> items -> items.stream().allMatch(Complete::is);
      default -> true;
    };
  }

  private static boolean hasAll(Record whole) {
    for (RecordComponent part : whole.getClass().getRecordComponents()) {
      Object value = read(whole, part);
      boolean mayLack =
          value == null && part.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!mayLack && !is(value)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object read(Record whole, RecordComponent part) {
    try {
      return part.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an answer's parts are public", e);
    }
  }
}
