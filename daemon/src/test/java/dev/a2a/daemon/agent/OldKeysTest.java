package dev.a2a.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.RotateApiKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and claims of the first release, whose tables are made from its own file.
class OldKeysTest {
  private final ApiKey one = ApiKey.random(new SecureRandom());
  private final ApiKey other = ApiKey.random(new SecureRandom());

  @TempDir Path folder;

  @Test
  void keys_and_claims_of_the_first_release_go_on_working() throws Exception {
    try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a2a.db"));
        Statement sql = old.createStatement()) {
      for (String statement : firstRelease().split(";\\s*\\n", -1)) {
        if (!statement.isBlank()) {
          sql.execute(statement);
        }
      }
      sql.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)");
      sql.execute("INSERT INTO schema_version VALUES (1)");
      for (String id : new String[] {"a2a_00000000000a11ce", "a2a_0000000000000b0b"}) {
        sql.execute("INSERT INTO agents VALUES ('%s', 'x', NULL, NULL, 0, 0)".formatted(id));
      }
      insert(
          old, "INSERT INTO api_keys VALUES (?, 'a2a_00000000000a11ce', '1234', 0)", one.sha256());
      insert(
          old,
          "INSERT INTO api_keys VALUES (?, 'a2a_0000000000000b0b', '1234', 0)",
          other.sha256());
      insert(
          old,
          "INSERT INTO claims VALUES (?, 'a2a_00000000000a11ce', 9999999999999)",
          new Claim("a2a_claim_old").sha256());
    }

    try (Parts parts = Parts.in(folder)) {
      Agent alice = parts.agents.authenticate(one.reveal());
      assertEquals("a2a_00000000000a11ce", alice.id());
      assertTrue(alice.keyId().matches("key_[0-9a-f]{16}"), alice.keyId());
      assertTrue(!alice.keyId().equals(parts.agents.authenticate(other.reveal()).keyId()));
      String claimed =
          String.valueOf(parts.keys.redeem(new RedeemClaim("a2a_claim_old", null)).apiKey());
      assertEquals(alice.id(), parts.agents.authenticate(claimed).id());
      parts.keys.rotate(alice, new RotateApiKey(1));
      assertEquals(2, parts.keys.list(alice).keys().size());
    }
  }

  private static void insert(Connection old, String sql, byte[] sha256) throws Exception {
    try (PreparedStatement statement = old.prepareStatement(sql)) {
      statement.setBytes(1, sha256);
      statement.executeUpdate();
    }
  }

  private static String firstRelease() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            OldKeysTest.class.getResourceAsStream("/dev/a2a/daemon/db/001.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
