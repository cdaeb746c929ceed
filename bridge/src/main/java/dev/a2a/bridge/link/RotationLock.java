package dev.a2a.bridge.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one rotation at a time run on this machine, for one config folder. Held by a file lock, so
/// it ends with the process that holds it.
final class RotationLock implements AutoCloseable {
  // A file lock is the process's, not the thread's.
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final FileChannel file;
  private final FileLock lock;

  private RotationLock(FileChannel file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /// Waits for its turn. The folder is there.
  static RotationLock take(Path folder) throws IOException {
    IN_THIS_PROCESS.lock();
    try {
      FileChannel file =
          FileChannel.open(
              folder.resolve("rotation.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        return new RotationLock(file, file.lock());
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      IN_THIS_PROCESS.unlock();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }
}
