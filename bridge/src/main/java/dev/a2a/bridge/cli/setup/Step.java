package dev.a2a.bridge.cli.setup;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.a2a.bridge.host.Health;
import dev.a2a.bridge.host.Host;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is to happen, or happened, to one host. `why` is there if it is left alone.
record Step(
    String host,
    String file,
    @Nullable String profile,
    Action action,
    @Nullable String why,
    @Nullable Check check) {

  /// What is done.
  enum Action {
    ADD,
    CHANGE,
    UNCHANGED,
    RESTORE,
    LEFT_ALONE;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean writes() {
      return this == ADD || this == CHANGE || this == RESTORE;
    }
  }

  /// What the host says of it.
  record Check(Health health) {
    @JsonValue
    String word() {
      return health.name().toLowerCase(Locale.ROOT);
    }
  }

  static Step of(Host host, @Nullable String profile, Action action) {
    return new Step(host.id(), host.file().toString(), profile, action, null, null);
  }

  Step leftAlone(String reason) {
    return new Step(host, file, profile, Action.LEFT_ALONE, reason, null);
  }

  Step checked(Health health) {
    return new Step(host, file, profile, action, why, new Check(health));
  }
}
