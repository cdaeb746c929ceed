package dev.a2a.bridge.keychain.os;

import dev.a2a.bridge.keychain.os.Message.Field;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A connection to a session bus, made for one operation and so with one deadline.
///
/// Every wait ends by the deadline with [Deadline.Passed]. For use by one thread.
public final class Bus implements AutoCloseable {
  private static final int LINE_MAX = 4096;

  private final SocketChannel channel;
  private final Selector selector;
  private final Deque<Message> signals = new ArrayDeque<>();
  private Deadline deadline;
  private ByteBuffer in = ByteBuffer.allocate(8192).limit(0);
  private int serial;

  private Bus(Path socket, Deadline deadline) throws IOException {
    this.deadline = deadline;
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.selector = Selector.open();
  }

  /// Connects and says hello.
  @SuppressWarnings("MustBeClosedChecker") // The caller's to close; what fails is closed here.
  public static Bus connect(Path socket, Deadline deadline) throws IOException {
    Bus bus = new Bus(socket, deadline);
    try {
      bus.greet();
      return bus;
    } catch (IOException e) {
      bus.close();
      throw e;
    }
  }

  /// Waits until that moment from now on: a person who answers a prompt takes longer than a
  /// program.
  public void until(Deadline later) {
    deadline = later;
  }

  /// Calls a method and returns what it answers. An error of the other side is a [BusError].
  public List<Object> call(Remote remote, String method, String signature, Object... arguments)
      throws IOException {
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    fields.put(Field.PATH, remote.path());
    fields.put(Field.INTERFACE, remote.interfaceName());
    fields.put(Field.MEMBER, method);
    fields.put(Field.DESTINATION, remote.service());
    int asked = ++serial;
    write(new Message(Message.Type.CALL, asked, fields, signature, List.of(arguments)).encode());
    while (true) {
      Message message = read();
      switch (message.type()) {
        case ANSWER -> {
          if (message.replySerial() == asked) {
            return message.body();
          }
        }
        case ERROR -> {
          if (message.replySerial() == asked) {
            throw new BusError(message.text(Field.ERROR_NAME));
          }
        }
        case SIGNAL -> signals.add(message);
        case CALL -> {} // Nobody has anything to ask of us.
      }
    }
  }

  /// The next signal of that object and name.
  public Message signal(ObjectPath path, String name) throws IOException {
    while (true) {
      Message message = signals.isEmpty() ? read() : signals.remove();
      if (message.type() == Message.Type.SIGNAL
          && message.text(Field.PATH).equals(path.path())
          && message.text(Field.MEMBER).equals(name)) {
        return message;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel;
        selector) {
      signals.clear();
    }
  }

  // Without an initial response the bus takes the user from the socket's credentials, which is
  // right inside user namespaces too.
  private void greet() throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    write("\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n".getBytes(StandardCharsets.US_ASCII));
    String said = line();
    if (said.startsWith("DATA")) {
      said = line();
    }
    if (!said.startsWith("OK")) {
      throw new IOException("the session bus does not let this user in");
    }
    call(Remote.BUS, "Hello", "");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LINE_MAX) {
      fill(1);
      char c = (char) in.get();
      if (c == '\n') {
        return line.toString().strip();
      }
      line.append(c);
    }
    throw new IOException("what answers is no session bus");
  }

  private Message read() throws IOException {
    fill(Message.PROLOGUE);
    int length = Message.length(in);
    fill(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Message.decode(bytes);
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    SelectionKey key = Objects.requireNonNull(channel.keyFor(selector), "registered at greeting");
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        key.interestOps(SelectionKey.OP_WRITE);
        await();
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }

  private void fill(int bytes) throws IOException {
    if (in.capacity() - in.position() < bytes) {
      in = ByteBuffer.allocate(Math.max(bytes, in.capacity())).put(in).flip();
    }
    while (in.remaining() < bytes) {
      int start = in.position();
      in.position(in.limit()).limit(in.capacity());
      int count = channel.read(in);
      in.limit(in.position()).position(start);
      if (count < 0) {
        throw new EOFException("the session bus hung up");
      }
      if (count == 0) {
        await();
      }
    }
  }

  private void await() throws IOException {
    selector.select(deadline.millisLeft());
    selector.selectedKeys().clear();
  }
}
