package dev.a2a.daemon.db;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Room on the disk that is set aside, so that mail can still be marked and removed when there is
/// no more: a file of 2 MiB beside the database, given back when the disk is full.
///
/// [#take] and [#release] belong to the writer; anybody may ask whether it is held.
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final int BYTES = 2 << 20;
  private static final byte[] FILL = new byte[64 << 10];

  private final Path file;
  private volatile boolean held;

  Reserve(Path file) {
    this.file = file;
  }

  boolean held() {
    return held;
  }

  /// Sets the room aside; false when there isn't enough.
  boolean take() {
    try (RandomAccessFile room = new RandomAccessFile(file.toFile(), "rw")) {
      // Written, not just made longer: a file with holes takes no room.
      for (int done = 0; done < BYTES; done += FILL.length) {
        room.write(FILL);
      }
      room.getFD().sync();
      held = true;
    } catch (IOException e) {
      LOG.debug("no room for the reserve", e);
      release();
    }
    return held;
  }

  /// Gives the room back.
  void release() {
    held = false;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the reserve cannot be given back", e);
    }
  }
}
