package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Someone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Clients that hold connections open: half a head, half a body, both by drops, and readers of
/// large answers who don't read.
final class SlowClients implements AutoCloseable {
  /// What one does.
  enum Habit {
    HALF_HEAD,
    DRIPPED_HEAD,
    HALF_BODY,
    DRIPPED_BODY,
    LARGE_HALF_BODY,
    NO_READING
  }

  private static final int LARGE = 1_000_000;
  // More than the socket of one who does not read takes, and not so much that it is a load.
  private static final int ANSWERS = 8;

  private final InetSocketAddress daemon;
  private final Someone reader;
  private final String letter;
  private final ConcurrentLinkedQueue<Socket> dripping = new ConcurrentLinkedQueue<>();
  private final Map<Socket, Habit> all = new HashMap<>();
  private final ScheduledExecutorService drops = Executors.newSingleThreadScheduledExecutor();

  /// @param reader has a message of this id that is large
  SlowClients(String url, Someone reader, String letter) {
    this.daemon =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    this.reader = reader;
    this.letter = letter;
    var _ = drops.scheduleAtFixedRate(this::drip, 500, 500, TimeUnit.MILLISECONDS);
  }

  /// Connects so many with one habit.
  void connect(Habit habit, int clients) throws IOException {
    for (int i = 0; i < clients; i++) {
      Socket socket = socket(habit);
      all.put(socket, habit);
      if (habit == Habit.DRIPPED_HEAD || habit == Habit.DRIPPED_BODY) {
        dripping.add(socket);
      }
    }
  }

  /// Those that the daemon has not let go, by habit.
  Map<Habit, Integer> open() {
    Map<Habit, Integer> open = new EnumMap<>(Habit.class);
    all.entrySet().removeIf(one -> gone(one.getKey(), one.getValue()));
    all.values().forEach(habit -> open.merge(habit, 1, Integer::sum));
    return open;
  }

  /// Those who don't read may not find out by reading.
  private static boolean gone(Socket socket, Habit habit) {
    try {
      if (habit == Habit.NO_READING) {
        socket.getChannel().configureBlocking(false);
        socket.getChannel().write(ByteBuffer.wrap(new byte[] {' '}));
        return false;
      }
      socket.setSoTimeout(1);
      byte[] some = new byte[8192];
      int n = 0;
      while (n >= 0) {
        n = socket.getInputStream().read(some);
      }
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    drops.shutdownNow();
    for (Socket socket : all.keySet()) {
      socket.close();
    }
  }

  private Socket socket(Habit habit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    if (habit == Habit.NO_READING) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    }
    channel.connect(daemon);
    write(channel, head(habit));
    if (habit == Habit.LARGE_HALF_BODY) {
      write(channel, " ".repeat(LARGE - 100));
    }
    return channel.socket();
  }

  private String head(Habit habit) {
    String host = "Host: 127.0.0.1:" + daemon.getPort() + "\r\n";
    String post =
        "POST /v1/agents HTTP/1.1\r\n"
            + host
            + "Content-Type: application/json\r\nContent-Length: ";
    return switch (habit) {
      case HALF_HEAD, DRIPPED_HEAD -> "GET /v1/me HTTP/1.1\r\n" + host + "X-Slow: ";
      case HALF_BODY, DRIPPED_BODY -> post + "5000\r\n\r\n{\"name\":";
      case LARGE_HALF_BODY -> post + LARGE + "\r\n\r\n";
      case NO_READING ->
          ("GET /v1/messages/"
                  + letter
                  + " HTTP/1.1\r\n"
                  + host
                  + "Authorization: Bearer "
                  + reader.key()
                  + "\r\n\r\n")
              .repeat(ANSWERS);
    };
  }

  private void drip() {
    for (Socket socket : dripping) {
      try {
        socket.getChannel().write(ByteBuffer.wrap(new byte[] {' '}));
      } catch (IOException _) {
        dripping.remove(socket); // Let go.
      }
    }
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    channel.configureBlocking(false);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    while (bytes.hasRemaining() && System.nanoTime() < end) {
      if (channel.write(bytes) == 0) {
        Thread.onSpinWait(); // The daemon takes no more for now, or ever.
      }
    }
    channel.configureBlocking(true);
  }
}
