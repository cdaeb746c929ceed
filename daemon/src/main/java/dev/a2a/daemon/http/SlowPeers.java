package dev.a2a.daemon.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes connections whose other end keeps us waiting.
///
/// Jetty's idle timeout sees only those on which nothing moves. Here goes, too, where the head of a
/// request has begun and does not end, and where an answer is taken by less than 4 KiB a second,
/// one byte now and then. What is slow to send a body is refused where the body is read: [Bodies].
/// A request that waits for news holds up nobody, and is left alone.
///
/// Looks at all connections every 2 s on Jetty's timer thread; safe for use by many threads.
final class SlowPeers extends Handler.Wrapper implements Connection.Listener {
  /// How long nothing may move on a connection, and how long a head or an answer may crawl.
  static final long LIMIT_MILLIS = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(SlowPeers.class);
  private static final long LOOK_MILLIS = 2_000;
  private static final int CONNECTING_MAX = 1024;
  private static final long BYTES_LEAST = 4096 * LIMIT_MILLIS / 1000;

  private final Map<Connection, Peer> peers = new ConcurrentHashMap<>();

  /// Stands before all handlers that the server has by now.
  static void watch(Server server) {
    SlowPeers slow = new SlowPeers();
    server.insertHandler(slow);
    server.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarting(LifeCycle starting) {
            for (Connector connector : server.getConnectors()) {
              slow.watch(connector);
            }
          }
        });
  }

  private void watch(Connector connector) {
    connector.addEventListener(this);
    if (connector instanceof ServerConnector socket) {
      socket.setIdleTimeout(LIMIT_MILLIS);
      // With Java's 50, hundreds who connect at once make others wait a second for the next try.
      socket.setAcceptQueueSize(CONNECTING_MAX);
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookAgain();
  }

  @Override
  public void onOpened(Connection connection) {
    peers.put(connection, new Peer());
  }

  @Override
  public void onClosed(Connection connection) {
    peers.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Peer peer = peers.get(connection);
    if (peer != null) {
      peer.asked();
      Request.addCompletionListener(request, _ -> peer.answered(connection.getBytesIn()));
    }
    return super.handle(request, response, callback);
  }

  private void lookAgain() {
    getServer().getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    peers.forEach((connection, peer) -> {
      if (peer.tooSlow(connection, now)) {
        LOG.debug("a slow peer is let go");
        connection.getEndPoint().close();
      }
    });
    if (isRunning()) {
      lookAgain();
    }
  }

  /// One connection. What crawls is either the head of a request or the writing of an answer.
  private static final class Peer {
    private boolean asked; // guarded by this
    private long
        bytesBefore; // guarded by this: in, when no head had begun; out, when writing began
    private long since; // guarded by this: nanoseconds, 0 while nothing crawls

    synchronized void asked() {
      asked = true;
      since = 0;
    }

    synchronized void answered(long bytesIn) {
      asked = false;
      bytesBefore = bytesIn;
      since = 0;
    }

    synchronized boolean tooSlow(Connection connection, long now) {
      boolean crawls = asked ? writes(connection) : connection.getBytesIn() != bytesBefore;
      if (!crawls) {
        since = 0;
        return false;
      }
      if (since == 0) {
        begin(connection, now);
        return false;
      }
      if (now - since < TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
        return false;
      }
      if (asked && connection.getBytesOut() - bytesBefore >= BYTES_LEAST) {
        begin(connection, now);
        return false;
      }
      return true;
    }

    private void begin(Connection connection, long now) {
      since = now;
      if (asked) {
        bytesBefore = connection.getBytesOut();
      }
    }

    private static boolean writes(Connection connection) {
      return connection.getEndPoint() instanceof AbstractEndPoint end
          && end.getWriteFlusher().isPending();
    }
  }
}
