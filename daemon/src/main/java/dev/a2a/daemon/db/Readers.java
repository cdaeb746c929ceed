package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Reads beside the writer. Each read sees the database as it was at one moment, with everything
/// that was answered before it.
///
/// As many platform threads as connections: SQLite's native calls would pin the carriers of virtual
/// threads.
final class Readers implements AutoCloseable {
  private final BlockingQueue<Tx> idle;
  private final ExecutorService threads;

  Readers(List<Tx> connections) {
    this.idle = new LinkedBlockingQueue<>(connections);
    this.threads =
        Executors.newFixedThreadPool(
            connections.size(), Thread.ofPlatform().name("reader-", 1).factory());
  }

  <T> T read(Function<Tx, T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> snapshot(work), threads).join();
    } catch (RejectedExecutionException _) {
      throw new Refusal(new Problem.ShuttingDown());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    threads.close();
    idle.forEach(Tx::close);
  }

  private <T> T snapshot(Function<Tx, T> work) {
    Tx tx = idle.remove(); // Never empty: there is one for each thread.
    try {
      tx.update("BEGIN");
      T found = work.apply(tx);
      tx.update("COMMIT");
      return found;
    } catch (RuntimeException e) {
      rollback(tx, e);
      throw e;
    } finally {
      idle.add(tx);
    }
  }

  /// Leaves the connection fit for the next read, and the first failure the one that is told.
  private static void rollback(Tx tx, RuntimeException first) {
    try {
      tx.update("ROLLBACK");
    } catch (StoreException e) {
      first.addSuppressed(e); // SQLite has usually ended it by itself.
    }
  }
}
