package dev.a2a.bridge.keychain.os;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.bridge.keychain.os.Message.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes over the bus, and where it is. The client is tested with its service.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BusTest {
  private static final Message EVERYTHING =
      new Message(
          Message.Type.CALL,
          7,
          Map.of(Field.PATH, new ObjectPath("/x"), Field.MEMBER, "Do", Field.REPLY_SERIAL, 3),
          "ybua{sv}(oays)aoav",
          List.of(
              (byte) 1,
              true,
              42,
              Map.of("key", new Variant("a{ss}", Map.of("a", "ü"))),
              List.of(new ObjectPath("/y"), new byte[] {1, 2, 3}, "text"),
              List.of(new ObjectPath("/z"), new ObjectPath("/")),
              List.of(new Variant("u", 5))));

  @TempDir Path folder;

  @Test
  void a_message_survives_the_wire() throws IOException {
    Message read = Message.decode(EVERYTHING.encode());

    assertEquals(EVERYTHING.fields(), read.fields());
    assertEquals(EVERYTHING.signature(), read.signature());
    assertEquals(EVERYTHING.body().subList(0, 4), read.body().subList(0, 4));
    assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) ((List<?>) read.body().get(4)).get(1));
    assertEquals(EVERYTHING.body().subList(5, 7), read.body().subList(5, 7));
    assertEquals(3, read.replySerial());
  }

  @Test
  void bytes_that_are_no_message_are_an_error_of_reading_and_no_defect() throws IOException {
    byte[] whole = EVERYTHING.encode();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        damaged[1 + random.nextInt(whole.length - 1)] = (byte) random.nextInt(256);
      }
      try {
        Message.decode(damaged);
      } catch (IOException _) {
        refused++; // Anything else fails the test.
      }
    }

    assertEquals(true, refused > 1000, () -> "the damage does something");
    assertThrows(IOException.class, () -> Message.decode(new byte[] {'l', 1, 0}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix:path=/run/user/0/bus | /run/user/0/bus",
        "unix:path=/run/user/0/bus,guid=12 | /run/user/0/bus",
        "unix:guid=12,path=/a%20b%2Cc | /a b,c",
        "tcp:host=localhost,port=1;unix:path=/b | /b"
      })
  void a_socket_in_the_file_system_is_found(String address, String path) {
    assertEquals(
        new BusAddress.Socket(Path.of(path)),
        BusAddress.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix:abstract=/tmp/dbus-1",
        "tcp:host=localhost,path=/x",
        "autolaunch:",
        "unixexec:path=/bin/true"
      })
  void another_kind_of_address_is_out_of_reach(String address) {
    assertEquals(
        new BusAddress.OutOfReach(address),
        BusAddress.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address)));
  }

  @Test
  void without_an_address_the_usual_socket_is_taken_if_it_is_there() throws IOException {
    Map<String, String> env = Map.of("XDG_RUNTIME_DIR", folder.toString());
    assertEquals(new BusAddress.None(), BusAddress.of(env));
    Files.createFile(folder.resolve("bus"));

    assertEquals(new BusAddress.Socket(folder.resolve("bus")), BusAddress.of(env));
    assertEquals(new BusAddress.None(), BusAddress.of(Map.of()));
  }
}
