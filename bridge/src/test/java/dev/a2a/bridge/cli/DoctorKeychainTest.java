package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.keychain.FakeSecretService;
import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of a keychain in which the key of the profile is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorKeychainTest extends DoctorMachine {
  private FakeSecretService service;

  @BeforeEach
  void a_key_in_the_keychain() throws IOException {
    service = new FakeSecretService();
    typist.env.remove("A2A_STORE");
    typist.env.putAll(service.env());
    typist.piping(server.key.reveal().getBytes(UTF_8));
    server.say(
        200,
        """
        {"agent_id":"%s","name":"alice","listed":false,"unread_count":0,"server_version":"9.9",
         "created_at":"2026-01-31T12:00:00.000Z"}\
        """
            .formatted(Answers.ALICE));
    Ran login = typist.type("login", "--server", server.url(), "--profile", "chained");
    assertEquals(0, login.status(), login.err());
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  @Test
  void one_that_works_is_well() throws IOException {
    Ran ran = doctor("--profile", "chained", "--json");

    assertEquals(0, ran.status(), ran.out());
    assertTrue(ran.out().contains("The store \\\"keychain\\\" can be used."), ran.out());
    assertTrue(ran.out().contains("is in the keychain"), ran.out());
  }

  @ParameterizedTest
  @CsvSource({
    "LOCKED, is locked",
    "NO_SERVICE, cannot be used",
    "NO_DEFAULT, cannot be used",
    "FORGETS, cannot be used",
    "HANG, does not answer",
    "DEAF, does not answer"
  })
  void one_that_does_not_work_is_told_apart(Mode mode, String says) throws IOException {
    service.be(mode);

    Ran ran = doctor("--profile", "chained", "--json");

    assertFound(ran, "key", says, "");
    assertFalse(ran.out().contains("a2a login --profile"), "the key may well be there");
  }
}
