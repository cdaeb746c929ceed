package dev.a2a.bridge.link;

import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The key of a process that lives long: looked up when it is first needed and then kept in memory,
/// as long as the profile stays the same; looked up once more when the daemon refuses it, for it
/// may have been replaced.
///
/// Safe for use by many threads. Those who need it at the same time wait for one look-up, which
/// goes on when one of them gives up; what failed is tried again by the next.
public final class HeldKey implements KeySource {
  private final Identity identity;
  private final Server server;
  private final AtomicReference<@Nullable CompletableFuture<Optional<ApiKey>>> running =
      new AtomicReference<>();
  private volatile @Nullable Held held;

  private record Held(Profile profile, ApiKey key) {}

  /// The key of that identity for that server, and no other.
  public HeldKey(Identity identity, Server server) {
    this.identity = identity;
    this.server = server;
  }

  @Override
  public Optional<ApiKey> get() {
    Held known = held;
    if (known != null
        && !identity.keyIsGiven()
        && identity.profile().filter(known.profile()::equals).isPresent()) {
      return Optional.of(known.key());
    }
    return lookUp();
  }

  @Override
  public Optional<ApiKey> insteadOf(ApiKey refused) {
    Held known = held;
    if (known != null && !known.key().reveal().equals(refused.reveal())) {
      return get(); // Somebody else has looked meanwhile.
    }
    held = null;
    return lookUp().filter(fresh -> !fresh.reveal().equals(refused.reveal()));
  }

  /// Looks the key up anew when it is needed next: this process has replaced it.
  public void forget() {
    held = null;
  }

  private Optional<ApiKey> lookUp() {
    CompletableFuture<Optional<ApiKey>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<ApiKey>> others = running.compareAndExchange(null, mine);
    if (others != null) {
      return result(others);
    }
    // A thread of its own is not interrupted when the caller's request is cancelled.
    Thread.ofPlatform().daemon().name("key").start(() -> finish(mine));
    return result(mine);
  }

  // Nobody joins a look-up whose result is known: whoever comes then looks anew.
  private void finish(CompletableFuture<Optional<ApiKey>> mine) {
    try {
      Optional<ApiKey> key = look();
      running.set(null);
      mine.complete(key);
    } catch (Throwable e) { // Whatever it is, it is the caller's, who waits for it.
      running.set(null);
      mine.completeExceptionally(e);
    }
  }

  private Optional<ApiKey> look() {
    Optional<Profile> profile = identity.profile();
    Optional<ApiKey> key = identity.key(server);
    if (key.isPresent() && profile.isPresent() && !identity.keyIsGiven()) {
      held = new Held(profile.get(), key.get());
    }
    return key;
  }

  private static Optional<ApiKey> result(CompletableFuture<Optional<ApiKey>> task) {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty(); // Nobody waits for this call any more.
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e);
    }
  }
}
