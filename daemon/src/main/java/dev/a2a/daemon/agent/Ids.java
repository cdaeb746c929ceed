package dev.a2a.daemon.agent;

import java.security.SecureRandom;
import java.util.HexFormat;

/// New ids: random, so that they tell nothing.
final class Ids {
  private static final int BYTES = 8;

  private Ids() {}

  static String agent(SecureRandom random) {
    return "a2a_" + hex(random, BYTES);
  }

  static String key(SecureRandom random) {
    return "key_" + hex(random, BYTES);
  }

  static String hex(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
