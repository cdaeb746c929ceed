package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. It takes all requests that wait, runs them in one transaction,
/// commits, which is one fsync, and only then answers them: group commit. While one fsync runs, the
/// next group gathers, so nobody waits on purpose.
///
/// Each request runs in a savepoint of its own: one that fails leaves nothing behind and harms no
/// other. Requests run in the order in which they were accepted. A platform thread, because
/// SQLite's native calls would pin the carrier of a virtual one.
///
/// After a failed commit nobody knows what is on disk, and a repeated fsync may succeed without
/// having written (the kernel marks the pages clean). So the group is refused, and so is everything
/// after it, until the daemon is restarted and SQLite has recovered from its log. Only a full disk
/// is survived: SQLite then says so before anything is committed. From then on what adds is
/// refused, what marks or removes lives on the [Reserve], and once that fits again all is as
/// before.
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int WAITING_MAX = 10_000;
  private static final int GROUP_MAX = 512;

  private static final long RETRY_SECONDS = 1;

  private final Tx tx;
  private final Reserve reserve;
  private final WriteAheadLog log;
  private final int groupMax;
  private final BlockingQueue<Request<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closed; // guarded by gate
  private volatile @Nullable Problem stopped;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private long lastTry; // of the one thread

  Writer(Tx tx, Reserve reserve, WriteAheadLog log, boolean groupCommit) {
    this.tx = tx;
    this.reserve = reserve;
    this.log = log;
    this.groupMax = groupCommit ? GROUP_MAX : 1;
    this.thread = Thread.ofPlatform().name("writer").start(this::run);
  }

  /// Runs `work` and returns when its changes are on disk. Throws what `work` threw, or says why
  /// nothing was stored.
  ///
  /// @param adds does it make the data grow, so that it is refused while the disk is full?
  <T> T write(boolean adds, Function<Tx, T> work) {
    Request<T> request = new Request<>(work);
    synchronized (gate) { // Whatever is accepted stands before the end mark, and is answered.
      Problem no = closed ? new Problem.ShuttingDown() : stopped;
      if (no == null && adds && !reserve.held()) {
        no = new Problem.StorageFull();
      }
      if (no == null && !waiting.offer(request)) {
        no = new Problem.Busy();
      }
      if (no != null) {
        throw new Refusal(no);
      }
    }
    try {
      return request.answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Why nothing is accepted any more, or null.
  @Nullable Problem stopped() {
    return stopped;
  }

  long commits() {
    return commits.get();
  }

  /// Requests that were in these commits.
  long committed() {
    return committed.get();
  }

  long failures() {
    return failures.get();
  }

  int waiting() {
    return waiting.size();
  }

  /// Commits and answers what was accepted, then ends.
  @Override
  public void close() {
    synchronized (gate) {
      if (closed) {
        return;
      }
      closed = true;
    }
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(Request.end());
        thread.join();
        break;
      } catch (InterruptedException _) {
        interrupted = true; // What was accepted is answered first.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    tx.close();
  }

  private void run() {
    List<Request<?>> group = new ArrayList<>();
    boolean more = true;
    while (more) {
      next().ifPresent(group::add);
      waiting.drainTo(group, groupMax - 1);
      more = group.stream().noneMatch(Request::isEnd);
      group.removeIf(Request::isEnd);
      commit(group);
      group.clear();
    }
  }

  /// The next request. While the disk is full, now and then none, to look whether it still is.
  private Optional<Request<?>> next() {
    try {
      return reserve.held() || stopped != null
          ? Optional.of(waiting.take())
          : Optional.ofNullable(waiting.poll(RETRY_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      return Optional.empty(); // Nobody but close() ends this thread.
    }
  }

  private void commit(List<Request<?>> group) {
    Problem no = stopped;
    if (no == null && !group.isEmpty()) {
      try {
        transact(group);
      } catch (StoreException e) {
        no = failed(e);
      } catch (RuntimeException | Error e) {
        no = stop(e); // Nobody may wait for ever for a thread that is gone.
      }
    }
    for (Request<?> request : group) {
      request.complete(no);
    }
    if (stopped == null) {
      tidy();
    }
  }

  private void transact(List<Request<?>> group) {
    tx.update("BEGIN IMMEDIATE");
    for (Request<?> request : group) {
      request.run(tx);
    }
    tx.update("COMMIT");
    commits.incrementAndGet();
    committed.addAndGet(group.size());
  }

  /// Keeps the log short. Everybody has been answered, and only the next group waits for it.
  private void tidy() {
    if (reserve.held()) {
      log.keepShort();
    } else {
      makeRoom();
    }
  }

  /// While the disk is full: lets the log start over, so that marking needs no more room than it
  /// has, and looks now and then whether there is room again.
  private void makeRoom() {
    log.startOver();
    long now = System.nanoTime();
    if (now - lastTry >= TimeUnit.SECONDS.toNanos(RETRY_SECONDS)) {
      lastTry = now;
      if (reserve.take()) {
        LOG.info("there is room on the disk again");
      }
    }
  }

  private Problem failed(StoreException e) {
    failures.incrementAndGet();
    rollback();
    if (e.busy()) {
      return new Problem.Busy(); // Another program looks at the file; nothing was begun.
    }
    if (e.diskFull()) {
      LOG.warn("the disk is full; only what marks or removes is accepted until there is room");
      reserve.release();
      return new Problem.StorageFull();
    }
    return stop(e);
  }

  private Problem stop(Throwable e) {
    Problem no = new Problem.StorageFailed();
    stopped = no;
    LOG.error("the store failed; nothing more is accepted until a restart", e);
    return no;
  }

  private void rollback() {
    try {
      tx.update("ROLLBACK");
    } catch (StoreException e) {
      // SQLite has usually undone it already and says that there is no transaction.
      LOG.debug("rollback", e);
    }
  }

  /// One request: what to do, and who waits for it.
  private static final class Request<T> {
    private final @Nullable Function<Tx, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Request(@Nullable Function<Tx, T> work) {
      this.work = work;
    }

    static Request<?> end() {
      return new Request<>(null);
    }

    boolean isEnd() {
      return work == null;
    }

    void run(Tx tx) {
      if (work == null) {
        return;
      }
      tx.update("SAVEPOINT request");
      try {
        result = work.apply(tx);
      } catch (RuntimeException e) {
        if (e instanceof StoreException s && s.endsTransaction()) {
          throw s;
        }
        failure = e;
        tx.update("ROLLBACK TO request");
      }
      tx.update("RELEASE request");
    }

    void complete(@Nullable Problem no) {
      if (no != null) {
        answer.completeExceptionally(new Refusal(no));
      } else if (failure != null) {
        answer.completeExceptionally(failure);
      } else {
        answer.complete(result);
      }
    }
  }
}
