package dev.a2a.bridge.keychain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.a2a.bridge.keychain.os.Message;
import dev.a2a.bridge.keychain.os.Message.Field;
import dev.a2a.bridge.keychain.os.ObjectPath;
import dev.a2a.bridge.keychain.os.Variant;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A session bus and the Secret Service on it, in this process, at a socket in a folder of its own.
/// It behaves as a test tells it to, and records the names of the calls.
public final class FakeSecretService implements AutoCloseable {
  /// What is the matter with it.
  public enum Mode {
    NORMAL,
    /// A bus, and nobody who keeps secrets.
    NO_SERVICE,
    /// A service without a collection.
    NO_DEFAULT,
    /// A collection that only a person can open.
    LOCKED,
    /// The service takes calls and never answers.
    HANG,
    /// The service answers each call, after a while.
    SLOW,
    /// The bus starts the service when it is called, and that never ends.
    ACTIVATING,
    /// The bus takes the connection and never answers.
    DEAF,
    /// Like KeePassXC: it keeps only what a person confirms.
    CONFIRMS,
    /// It says that it kept a secret, and did not.
    FORGETS
  }

  static final Duration SLOWNESS = Duration.ofMillis(100);

  private static final String COLLECTION = "/org/freedesktop/secrets/collection/login";
  private static final String PROMPT = "/org/freedesktop/secrets/prompt/p1";

  private record Item(Map<?, ?> attributes, String secret) {}

  private record Answer(String signature, List<Object> values) {}

  private static Answer answer(String signature, Object... values) {
    return new Answer(signature, List.of(values));
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String name) {
      super(name);
    }
  }

  public final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Path folder;
  private final Path socket;
  private final ServerSocketChannel server;
  private volatile Mode mode = Mode.NORMAL;
  private volatile boolean dismissed;
  private volatile boolean unlocked;
  private volatile Optional<Item> unconfirmed = Optional.empty();

  public FakeSecretService() throws IOException {
    folder = Files.createTempDirectory("fss"); // Short: a socket's path has at most 107 bytes.
    socket = folder.resolve("bus");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  public Path socket() {
    return socket;
  }

  /// The environment of a process in this session.
  public Map<String, String> env() {
    return Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket);
  }

  public FakeSecretService be(Mode now) {
    this.mode = now;
    this.unlocked = false;
    return this;
  }

  /// From now on the person says no to every prompt.
  void dismissEverything() {
    dismissed = true;
  }

  /// Another program's entry.
  void keep(Map<String, String> attributes, String secret) {
    items.put(COLLECTION + "/" + ids.incrementAndGet(), new Item(attributes, secret));
  }

  int size() {
    return items.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
    Files.deleteIfExists(folder);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
        OutputStream out = Channels.newOutputStream(client)) {
      greet(in, out);
      while (true) {
        byte[] start = in.readNBytes(16);
        if (start.length < 16) {
          return;
        }
        ByteBuffer lengths = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int length = ((16 + lengths.getInt(12) + 7) & ~7) + lengths.getInt(4);
        byte[] whole = Arrays.copyOf(start, length);
        in.readFully(whole, 16, length - 16);
        answer(Message.decode(whole), out);
      }
    } catch (IOException _) {
      // The client is gone.
    }
  }

  private void greet(InputStream in, OutputStream out) throws IOException {
    if (in.read() != 0) {
      throw new EOFException("no zero byte");
    }
    for (String said = line(in); !said.equals("BEGIN"); said = line(in)) {
      if (mode != Mode.DEAF) {
        out.write((said.startsWith("AUTH") ? "DATA\r\n" : "OK 1234\r\n").getBytes(US_ASCII));
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private void answer(Message call, OutputStream out) throws IOException {
    String member = call.text(Field.MEMBER);
    calls.add(member);
    boolean toBus = call.text(Field.DESTINATION).equals("org.freedesktop.DBus");
    if (mode == Mode.DEAF || (!toBus && (mode == Mode.HANG || mode == Mode.ACTIVATING))) {
      return;
    }
    if (mode == Mode.SLOW) {
      LockSupport.parkNanos(SLOWNESS.toNanos());
    }
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    fields.put(Field.REPLY_SERIAL, call.serial());
    try {
      Answer answer = toBus ? bus(member) : service(call, member);
      out.write(
          new Message(Message.Type.ANSWER, 1, fields, answer.signature(), answer.values())
              .encode());
      if (member.equals("Prompt")) {
        out.write(completed().encode());
      }
    } catch (Refused e) {
      fields.put(Field.ERROR_NAME, String.valueOf(e.getMessage()));
      out.write(new Message(Message.Type.ERROR, 1, fields, "s", List.of("fake")).encode());
    }
  }

  private Message completed() {
    if (!dismissed) {
      unlocked = true;
      unconfirmed.ifPresent(item -> items.put(COLLECTION + "/" + ids.incrementAndGet(), item));
    }
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    fields.put(Field.PATH, PROMPT);
    fields.put(Field.INTERFACE, "org.freedesktop.Secret.Prompt");
    fields.put(Field.MEMBER, "Completed");
    return new Message(
        Message.Type.SIGNAL, 2, fields, "bv", List.of(dismissed, new Variant("s", "")));
  }

  private Answer bus(String member) {
    return switch (member) {
      case "Hello" -> answer("s", ":1.1");
      case "NameHasOwner" -> answer("b", mode != Mode.NO_SERVICE && mode != Mode.ACTIVATING);
      case "ListActivatableNames" ->
          answer(
              "as",
              mode == Mode.ACTIVATING
                  ? List.of("org.freedesktop.DBus", "org.freedesktop.secrets")
                  : List.of("org.freedesktop.DBus"));
      default -> answer("");
    };
  }

  private Answer service(Message call, String member) {
    boolean closed = mode == Mode.LOCKED && !unlocked;
    return switch (member) {
      case "OpenSession" -> answer("vo", new Variant("s", ""), COLLECTION + "/session");
      case "SearchItems" -> found((Map<?, ?>) call.body().getFirst(), closed);
      case "Unlock" ->
          closed ? answer("aoo", List.of(), PROMPT) : answer("aoo", call.body().getFirst(), "/");
      case "ReadAlias" -> answer("o", mode == Mode.NO_DEFAULT && !unlocked ? "/" : COLLECTION);
      case "CreateCollection" -> answer("oo", "/", PROMPT);
      case "Get" -> answer("v", new Variant("b", closed));
      case "CreateItem" -> created(call, closed);
      case "GetSecret" -> secret(call, closed);
      case "Delete" -> {
        items.remove(call.text(Field.PATH));
        yield answer("o", "/");
      }
      case "Prompt", "Dismiss" -> answer("");
      default -> throw new Refused("org.freedesktop.DBus.Error.UnknownMethod");
    };
  }

  private Answer found(Map<?, ?> wanted, boolean closed) {
    List<ObjectPath> hits =
        items.entrySet().stream()
            .filter(e -> e.getValue().attributes().entrySet().containsAll(wanted.entrySet()))
            .map(e -> new ObjectPath(e.getKey()))
            .toList();
    return answer("aoao", closed ? List.of() : hits, closed ? hits : List.of());
  }

  private Answer created(Message call, boolean closed) {
    if (closed) {
      throw new Refused("org.freedesktop.Secret.Error.IsLocked");
    }
    Map<?, ?> properties = (Map<?, ?>) call.body().get(0);
    Variant attributes = (Variant) properties.get("org.freedesktop.Secret.Item.Attributes");
    byte[] secret = (byte[]) ((List<?>) call.body().get(1)).get(2);
    Item item =
        new Item(
            (Map<?, ?>) Objects.requireNonNull(attributes, "attributes").value(),
            new String(secret, US_ASCII));
    if (mode == Mode.CONFIRMS) {
      unconfirmed = Optional.of(item);
      return answer("oo", "/", PROMPT);
    }
    String path =
        items.entrySet().stream()
            .filter(e -> e.getValue().attributes().equals(item.attributes()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> COLLECTION + "/" + ids.incrementAndGet());
    if (mode != Mode.FORGETS) {
      items.put(path, item);
    }
    return answer("oo", path, "/");
  }

  private Answer secret(Message call, boolean closed) {
    Item item = items.get(call.text(Field.PATH));
    if (closed || item == null) {
      throw new Refused("org.freedesktop.Secret.Error.IsLocked");
    }
    return answer(
        "(oayays)",
        List.of(
            call.body().getFirst(), new byte[0], item.secret().getBytes(US_ASCII), "text/plain"));
  }
}
