package dev.a2a.daemon.invite;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Grant;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.invite.InviteStore.Open;
import dev.a2a.daemon.message.Messages;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AcceptedInvite;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.Invite;
import dev.a2a.shared.api.InviteList;
import dev.a2a.shared.api.InviteList.InviteItem;
import dev.a2a.shared.api.ListInvites;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Scope;
import dev.a2a.shared.api.WithdrawInvite;
import dev.a2a.shared.api.Withdrawn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Codes that make two agents authorize each other. Safe for use by many threads.
///
/// A code has 128 random bits, is kept as its SHA-256, works once and for 24 hours. Whoever has it
/// learns who made it. Accepting is one transaction: the use, both authorizations, and a message
/// that tells the inviter. A block outweighs an invite, and whoever is blocked does not notice.
public final class Invites {
  /// Open invites that an agent may have at once.
  public static final int OPEN_MAX = 100;

  private static final Duration LIFE = Duration.ofHours(24);
  private static final Duration SHOWN = Duration.ofDays(30);
  private static final int CODE_BYTES = 16;
  private static final String AFTER_ALL_IDS = "~";

  private final Database database;
  private final Authorizations authorizations;
  private final Messages messages;
  private final Clock clock;
  private final SecureRandom random;
  private final TimeOrderedEpochFactory ids;

  public Invites(
      Database database,
      Authorizations authorizations,
      Messages messages,
      Clock clock,
      SecureRandom random) {
    this.database = database;
    this.authorizations = authorizations;
    this.messages = messages;
    this.clock = clock;
    this.random = random;
    this.ids = TimeOrderedEpochFactory.builder().withClock(clock).build();
  }

  /// What an invite offers to whoever has its code.
  ///
  /// @param inviterName how the inviter calls itself
  public record Offer(
      String inviteId,
      String inviterId,
      String inviterName,
      List<Scope> scopes,
      @Nullable List<String> capabilities) {}

  /// What is needed to accept an invite once its code was seen. It names the invite and holds no
  /// code, so that it can be kept until a person decides.
  public record Acceptance(
      String inviteId, String inviterId, List<Scope> scopes, @Nullable String alias) {}

  public Invite create(Agent inviter, CreateInvite asked) {
    return database.write(tx -> create(tx, inviter, asked));
  }

  /// The same in a transaction of the caller's.
  public Invite create(Tx tx, Agent inviter, CreateInvite asked) {
    Instant now = clock.instant();
    InviteStore.forget(tx, inviter.id(), now.minus(SHOWN));
    if (InviteStore.countOpen(tx, inviter.id(), now) >= OPEN_MAX) {
      throw new Refusal(new Problem.TooManyInvites(OPEN_MAX));
    }
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    String code = "a2a_inv_" + HexFormat.of().formatHex(bytes);
    String id = ids.create().toString();
    Instant end = now.plus(LIFE);
    Grant grant = new Grant(asked.scopes(), asked.capabilities(), null);
    InviteStore.insert(tx, id, sha256(code), inviter.id(), grant, now, end);
    Audit.record(tx, inviter.id(), now, new Event.InviteMade(id, end));
    return new Invite(id, code, end, grant.scopes(), grant.capabilities());
  }

  /// What a code offers, without using it up. One refusal for every code that is of no use.
  public Offer offer(Agent acceptor, AcceptInvite asked) {
    return database.read(tx -> {
      Open open = open(tx, acceptor, asked.code());
      return new Offer(
          open.id(),
          open.inviterId(),
          open.inviterName(),
          open.grant().scopes(),
          open.grant().capabilities());
    });
  }

  /// Uses a code up and makes the authorization mutual.
  public AcceptedInvite accept(Agent acceptor, AcceptInvite asked) {
    return database.write(tx ->
        accept(tx, acceptor, open(tx, acceptor, asked.code()), asked.scopes(), asked.alias()));
  }

  /// The same with an offer that was seen before, in a transaction of the caller's.
  public AcceptedInvite accept(Tx tx, Agent acceptor, Acceptance asked) {
    Open open =
        InviteStore.byId(tx, asked.inviteId(), clock.instant())
            .orElseThrow(() -> new Refusal(new Problem.InvalidInvite()));
    return accept(tx, acceptor, open, asked.scopes(), asked.alias());
  }

  public InviteList list(Agent agent, ListInvites asked) {
    int limit = Page.limit(asked.limit());
    String below = Objects.requireNonNullElse(asked.cursor(), AFTER_ALL_IDS);
    List<InviteItem> rows =
        database.read(tx -> InviteStore.page(tx, agent.id(), below, limit + 1, clock.instant()));
    Page<InviteItem> page = Page.of(rows, limit, InviteItem::inviteId);
    return new InviteList(page.items(), page.hasMore(), page.cursor());
  }

  /// From the answer on, the code of that invite is worth nothing.
  public Withdrawn withdraw(Agent agent, WithdrawInvite asked) {
    return database.change(tx -> {
      Instant now = clock.instant();
      if (!InviteStore.withdraw(tx, agent.id(), asked.inviteId(), now)) {
        throw new Refusal(new Problem.InviteNotFound());
      }
      Audit.record(tx, agent.id(), now, new Event.InviteWithdrawn(asked.inviteId()));
      return new Withdrawn(asked.inviteId(), now);
    });
  }

  private AcceptedInvite accept(
      Tx tx, Agent acceptor, Open invite, List<Scope> scopes, @Nullable String alias) {
    Instant now = clock.instant();
    InviteStore.accept(tx, invite.id(), acceptor.id(), now);
    Audit.record(tx, acceptor.id(), now, new Event.InviteAccepted(invite.id(), invite.inviterId()));
    Authorization granted =
        authorizations.authorize(
            tx,
            acceptor.id(),
            new AuthorizeAgent(invite.inviterId(), null, scopes, null, alias, null));
    Grant grant = invite.grant();
    authorizations.authorize(
        tx,
        invite.inviterId(),
        new AuthorizeAgent(acceptor.id(), null, grant.scopes(), grant.capabilities(), null, null));
    if (!authorizations.blocked(tx, invite.inviterId(), acceptor.id())) {
      messages.tell(
          tx,
          acceptor,
          invite.inviterId(),
          "Invite accepted",
          ("%s accepted the invite that you made at %s. You may write to each other now. These"
                  + " words are the server's, not that agent's.")
              .formatted(acceptor.id(), invite.createdAt()));
    }
    // As from the acceptor's side, who is not told of a block.
    Authorization received =
        new Authorization(
            invite.inviterId(),
            invite.inviterName(),
            now,
            null,
            grant.scopes(),
            grant.capabilities(),
            granted.alias(),
            null);
    return new AcceptedInvite(invite.inviterId(), invite.inviterName(), received, granted);
  }

  private Open open(Tx tx, Agent acceptor, String code) {
    Open open =
        InviteStore.byCode(tx, sha256(code), clock.instant())
            .orElseThrow(() -> new Refusal(new Problem.InvalidInvite()));
    if (open.inviterId().equals(acceptor.id())) {
      throw new Refusal(new Problem.OwnInvite());
    }
    return open;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
