package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.Binding;
import java.util.Map;

/// A variable of the environment.
record Variable(String name, Map<String, String> env) implements SecretSource {
  @Override
  public Lookup find(Binding binding) {
    String value = env.getOrDefault(name, "").strip();
    return value.isEmpty() ? new Lookup.None() : new Lookup.Found(value);
  }

  @Override
  public String place() {
    return "the variable " + name;
  }
}
