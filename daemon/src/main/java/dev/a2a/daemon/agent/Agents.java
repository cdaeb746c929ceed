package dev.a2a.daemon.agent;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Registers agents and tells who calls. Safe for use by many threads.
public final class Agents {
  private static final Duration CLAIM_LIFE = Duration.ofMinutes(10);
  private static final int AGENT_ID_BYTES = 8;
  private static final int CLAIM_BYTES = 16;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean open;
  private final boolean claims;

  /// @param open may anybody register?
  /// @param claims do transcripts get a claim in place of a key?
  public Agents(
      Database database, InstantSource clock, SecureRandom random, boolean open, boolean claims) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.open = open;
    this.claims = claims;
  }

  /// What an agent sees of itself.
  public record Profile(
      String id, String name, @Nullable String description, boolean listed, Instant createdAt) {}

  public boolean registrationOpen() {
    return open;
  }

  /// A new agent with its key.
  public Registered register(Register asked) {
    ApiKey key = ApiKey.random(random);
    String id = create(asked, (tx, agent) -> AgentStore.insertKey(tx, key, agent, clock.instant()));
    return Registered.withKey(id, asked.name(), key);
  }

  /// A new agent with a claim in place of the key, unless the operator chose otherwise: for answers
  /// that end up in a transcript.
  public Registered registerInTranscript(Register asked) {
    if (!claims) {
      return register(asked);
    }
    String claim = "a2a_claim_" + HexFormat.of().formatHex(bytes(CLAIM_BYTES));
    Instant expiresAt = clock.instant().plus(CLAIM_LIFE);
    String id =
        create(asked, (tx, agent) -> AgentStore.insertClaim(tx, sha256(claim), agent, expiresAt));
    return Registered.withClaim(id, asked.name(), claim, expiresAt);
  }

  /// Exchanges a claim for a key made now. A claim works once, for 10 minutes.
  public Registered redeem(RedeemClaim asked) {
    ApiKey key = ApiKey.random(random);
    return database.write(tx -> {
      Instant now = clock.instant();
      String agentId =
          AgentStore.takeClaim(tx, sha256(asked.claim()), now)
              .orElseThrow(() -> new Refusal(new Problem.InvalidClaim()));
      AgentStore.insertKey(tx, key, agentId, now);
      String name = AgentStore.find(tx, agentId).map(AgentStore.Row::name).orElseThrow();
      return Registered.withKey(agentId, name, key);
    });
  }

  /// The agent whose key this is; refuses any other text.
  public Agent authenticate(String key) {
    byte[] sha256 = ApiKey.parse(key).sha256();
    return database
        .read(tx -> AgentStore.agentOfKey(tx, sha256))
        .map(Agent::new)
        .orElseThrow(() -> new Refusal(new Problem.InvalidKey()));
  }

  public Profile profile(Agent agent) {
    return database
        .read(tx -> AgentStore.find(tx, agent.id()))
        .map(r -> new Profile(r.id(), r.name(), r.description(), r.listed(), r.createdAt()))
        .orElseThrow();
  }

  private interface Credential {
    void insert(Tx tx, String agentId);
  }

  private String create(Register asked, Credential credential) {
    if (!open) {
      throw new Refusal(new Problem.RegistrationClosed());
    }
    String id = "a2a_" + HexFormat.of().formatHex(bytes(AGENT_ID_BYTES));
    return database.write(tx -> {
      AgentStore.insert(tx, id, asked, clock.instant());
      credential.insert(tx, id);
      return id;
    });
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
