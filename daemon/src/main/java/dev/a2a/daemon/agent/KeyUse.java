package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.shared.api.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes when a key was last used, at most once a minute for each, beside the request that used it:
/// nobody waits for it and nothing fails by it. Safe for use by many threads.
final class KeyUse {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUse.class);
  private static final Duration PRECISION = Duration.ofMinutes(1);

  private final Database database;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  KeyUse(Database database) {
    this.database = database;
  }

  /// `key` as it was read for the request.
  void note(ApiKeyStore.Row key, Instant now) {
    boolean fresh =
        key.lastUsedAt() != null
            && Duration.between(key.lastUsedAt(), now).abs().compareTo(PRECISION) < 0;
    if (!fresh && underWay.add(key.id())) {
      Thread.ofVirtual().name("key-use").start(() -> write(key.id(), now));
    }
  }

  private void write(String keyId, Instant now) {
    try {
      database.change(tx -> {
        ApiKeyStore.used(tx, keyId, now);
        return keyId;
      });
    } catch (Refusal | StoreException e) {
      LOG.debug("use of a key not noted", e); // The next use will be.
    } finally {
      underWay.remove(keyId);
    }
  }
}
