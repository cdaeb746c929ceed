package dev.a2a.shared.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Every refusal of the product, on one page: a stable code, an HTTP status, an exit code of the
/// command line, and one or two sentences that end in what to do next.
///
/// Over HTTP it is RFC 9457 `application/problem+json`, over MCP a tool result with `isError` and
/// the same code, at a terminal a line on stderr and the exit code. A detail repeats nothing that
/// somebody sent, except names, cut and quoted.
public abstract sealed class Problem {
  private final String code;
  private final int status;
  private final String detail;

  private Problem(String code, int status, String detail) {
    this.code = code;
    this.status = status;
    this.detail = detail;
  }

  /// Stable across releases; what programs compare.
  public final String code() {
    return code;
  }

  /// HTTP status, 400 to 599.
  public final int status() {
    return status;
  }

  /// Follows from the status.
  public final Exit exit() {
    return Exit.of(status);
  }

  /// For people and models; may change with any release.
  public final String detail() {
    return detail;
  }

  /// In how many seconds the same request may succeed, where that is known.
  public Optional<Long> retryAfter() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return code + ": " + detail;
  }

  // ---- what was asked is malformed

  public static final class MalformedJson extends Problem {
    public MalformedJson(String where) {
      super(
          "malformed_json",
          400,
          "The request is not valid JSON: " + where + ". Send one JSON object in UTF-8.");
    }
  }

  public static final class MissingArgument extends Problem {
    public MissingArgument(String name) {
      super(
          "missing_argument",
          400,
          "The argument " + Quote.name(name) + " is missing. Add it and send the request again.");
    }
  }

  /// `expected` completes the sentence "The argument X …", such as "must be a string".
  public static final class InvalidArgument extends Problem {
    public InvalidArgument(String name, String expected) {
      super(
          "invalid_argument",
          400,
          "The argument "
              + Quote.name(name)
              + " "
              + expected
              + ". Correct it and send the request again.");
    }
  }

  public static final class UnknownArgument extends Problem {
    public UnknownArgument(String name, Collection<String> known) {
      super(
          "unknown_argument",
          400,
          "There is no argument " + Quote.name(name) + ". " + Suggestion.of(name, known));
    }
  }

  public static final class UnknownScope extends Problem {
    public UnknownScope(String name) {
      super(
          "unknown_scope",
          400,
          "There is no scope " + Quote.name(name) + ". " + Suggestion.of(name, Scope.words()));
    }
  }

  public static final class UnknownTool extends Problem {
    public UnknownTool(String name, Collection<String> known) {
      super(
          "unknown_tool",
          404,
          "There is no tool " + Quote.name(name) + ". " + Suggestion.of(name, known));
    }
  }

  public static final class NoSuchRoute extends Problem {
    public NoSuchRoute() {
      super(
          "no_such_route",
          404,
          "There is nothing at this address. See /openapi.json for the routes.");
    }
  }

  public static final class MethodNotAllowed extends Problem {
    private final String allowed;

    public MethodNotAllowed(String allowed) {
      super(
          "method_not_allowed", 405, "This address answers only " + allowed + ". Use that method.");
      this.allowed = allowed;
    }

    /// Methods, separated by commas, as in the `Allow` header.
    public String allowed() {
      return allowed;
    }
  }

  public static final class BadRequest extends Problem {
    public BadRequest() {
      super(
          "bad_request",
          400,
          "The HTTP request itself is not valid. Check its address and headers.");
    }
  }

  public static final class NotAcceptable extends Problem {
    public NotAcceptable() {
      super(
          "not_acceptable",
          406,
          "This address answers with application/json and text/event-stream. Send Accept:"
              + " application/json, text/event-stream.");
    }
  }

  public static final class UnsupportedMediaType extends Problem {
    public UnsupportedMediaType() {
      super(
          "unsupported_media_type",
          415,
          "The body must be JSON. Send it with Content-Type: application/json.");
    }
  }

  public static final class RequestTooLarge extends Problem {
    public RequestTooLarge(int limitBytes) {
      super(
          "request_too_large",
          413,
          "The request is larger than " + limitBytes + " bytes. Send less at a time.");
    }
  }

  public static final class RequestTooSlow extends Problem {
    public RequestTooSlow() {
      super(
          "request_too_slow",
          408,
          "The request took too long to arrive; nothing was stored. Send it again, all of it at"
              + " once.");
    }
  }

  public static final class BodyTooLarge extends Problem {
    public BodyTooLarge(long bytes, int limitBytes) {
      super(
          "body_too_large",
          413,
          "The message body has "
              + bytes
              + " bytes in UTF-8 and may have "
              + limitBytes
              + ". Shorten it or send it in parts.");
    }
  }

  // ---- who is asking

  public static final class Unauthenticated extends Problem {
    public Unauthenticated() {
      super(
          "unauthenticated",
          401,
          "This needs an API key. Run `a2a register` or `a2a login`, or send Authorization: Bearer"
              + " with the key.");
    }
  }

  public static final class InvalidKey extends Problem {
    public InvalidKey() {
      super(
          "invalid_key",
          401,
          "The API key is not valid: mistyped, revoked or of another server. Run `a2a login` with a"
              + " valid key.");
    }
  }

  public static final class HostNotAllowed extends Problem {
    public HostNotAllowed() {
      super(
          "host_not_allowed",
          421,
          "This daemon does not answer to that host name. Use its own address, or add the name to"
              + " A2A_ALLOWED_HOSTS.");
    }
  }

  public static final class OriginNotAllowed extends Problem {
    public OriginNotAllowed() {
      super(
          "origin_not_allowed",
          403,
          "Requests from web pages of other origins are refused. Call from a program, or from this"
              + " daemon's own page.");
    }
  }

  public static final class RegistrationClosed extends Problem {
    public RegistrationClosed() {
      super(
          "registration_closed",
          403,
          "Registration is closed here. Ask the operator of this server for an agent.");
    }
  }

  public static final class InviteRequired extends Problem {
    public InviteRequired() {
      super(
          "invite_required",
          403,
          "Registration here needs an invite code, and none was given or it is wrong, used up or"
              + " expired. Ask the operator of this server for one.");
    }
  }

  public static final class AgentDisabled extends Problem {
    public AgentDisabled() {
      super(
          "agent_disabled",
          403,
          "The operator of this server has disabled this agent. Ask the operator.");
    }
  }

  /// One answer for no key, a wrong one, and the key of an agent.
  public static final class OperatorOnly extends Problem {
    public OperatorOnly() {
      super(
          "operator_only",
          401,
          "This needs the operator's key of this daemon, which is in operator.key in its data"
              + " folder. Run the command there, or give the key when asked.");
    }
  }

  /// Said to the operator, who may know who exists.
  public static final class AgentNotFound extends Problem {
    public AgentNotFound() {
      super(
          "agent_not_found",
          404,
          "There is no such agent here. Run `a2a operator agents` to see which there are.");
    }
  }

  public static final class InvalidClaim extends Problem {
    public InvalidClaim() {
      super(
          "invalid_claim",
          403,
          "The claim is unknown, used, expired or of another agent. Rotate the key or register"
              + " again to get a new one.");
    }
  }

  public static final class KeyNotFound extends Problem {
    public KeyNotFound() {
      super(
          "key_not_found",
          404,
          "You have no live key with that id. Run `a2a keys list` to see those that you have.");
    }
  }

  public static final class OnlyKey extends Problem {
    public OnlyKey() {
      super(
          "only_key",
          409,
          "That is your only key, and without it nobody could be you again. Run `a2a keys rotate"
              + " --overlap-hours 0` to replace it.");
    }
  }

  // ---- may it

  /// One answer for an unknown recipient, no authorization, a revoked, an expired and one of other
  /// scope, and for a block: existence is not leaked.
  public static final class NotAuthorized extends Problem {
    public NotAuthorized() {
      super(
          "not_authorized",
          403,
          "You may not write to this agent. Ask its owner to run `a2a authorize` with your agent"
              + " id.");
    }
  }

  /// The same for unknown ids and for ids of somebody else's messages.
  public static final class MessageNotFound extends Problem {
    public MessageNotFound() {
      super(
          "message_not_found",
          404,
          "There is no such message in your mail. Call a2a_check_inbox, or run `a2a inbox`, to see"
              + " what there is.");
    }
  }

  public static final class AuthorizationNotFound extends Problem {
    public AuthorizationNotFound() {
      super(
          "authorization_not_found",
          404,
          "You have not authorized that agent. Run `a2a authorizations` to see whom you have.");
    }
  }

  public static final class SelfAuthorization extends Problem {
    public SelfAuthorization() {
      super("self_authorization", 400, "That is your own agent id. Give the id of another agent.");
    }
  }

  public static final class BlockNotFound extends Problem {
    public BlockNotFound() {
      super(
          "block_not_found",
          404,
          "You have not blocked that agent. Run `a2a authorizations --blocked` to see whom you"
              + " have.");
    }
  }

  public static final class AliasTaken extends Problem {
    public AliasTaken() {
      super(
          "alias_taken",
          409,
          "You call another agent that already. Choose another alias, or take that one away first"
              + " with `a2a alias`.");
    }
  }

  public static final class UnknownAlias extends Problem {
    public UnknownAlias(String name) {
      super(
          "unknown_alias",
          404,
          "There is no agent that you call "
              + Quote.name(name)
              + ", and it is no agent id. Run `a2a alias` to see your aliases.");
    }
  }

  /// One answer for unknown, used, expired and withdrawn codes.
  public static final class InvalidInvite extends Problem {
    public InvalidInvite() {
      super(
          "invalid_invite",
          403,
          "The invite is unknown, used, expired or withdrawn. Ask for a new one.");
    }
  }

  public static final class OwnInvite extends Problem {
    public OwnInvite() {
      super(
          "own_invite",
          400,
          "That is your own invite. Give its code to the agent that is to accept it.");
    }
  }

  public static final class InviteNotFound extends Problem {
    public InviteNotFound() {
      super(
          "invite_not_found", 404, "You have no such open invite. Run `a2a invites` to see yours.");
    }
  }

  public static final class TooManyInvites extends Problem {
    public TooManyInvites(int limit) {
      super(
          "too_many_invites",
          429,
          "You have "
              + limit
              + " open invites already. Wait until some are accepted or expire, or withdraw one.");
    }
  }

  /// The same for unknown, expired and other people's approvals.
  public static final class ApprovalNotFound extends Problem {
    public ApprovalNotFound() {
      super(
          "approval_not_found",
          404,
          "Nothing of yours waits under that id; it may have expired. Run `a2a approve` to see what"
              + " waits.");
    }
  }

  public static final class ApprovalDecided extends Problem {
    public ApprovalDecided() {
      super(
          "approval_decided",
          409,
          "That was decided already, and is not done twice. Run `a2a approve` to see what waits.");
    }
  }

  public static final class ApprovalDenied extends Problem {
    public ApprovalDenied() {
      super(
          "approval_denied",
          403,
          "Your user said no, so nothing was done. Do not ask again unless they tell you to.");
    }
  }

  public static final class TooManyApprovals extends Problem {
    public TooManyApprovals(int limit) {
      super(
          "too_many_approvals",
          429,
          "Your user has "
              + limit
              + " questions of yours to answer already. Ask them to run `a2a approve` first.");
    }
  }

  public static final class IdempotencyConflict extends Problem {
    public IdempotencyConflict() {
      super(
          "idempotency_conflict",
          422,
          "This idempotency key was used for another message. Use a new key for a new message.");
    }
  }

  /// `tooMany` completes the sentence "Too many …".
  public static final class RateLimited extends Problem {
    private final long seconds;

    public RateLimited(String tooMany, long seconds) {
      super(
          "rate_limited",
          429,
          "Too many "
              + tooMany
              + ". Wait "
              + seconds
              + (seconds == 1 ? " second" : " seconds")
              + ", then send the request again.");
      this.seconds = seconds;
    }

    @Override
    public Optional<Long> retryAfter() {
      return Optional.of(seconds);
    }
  }

  /// A key that was sent to somebody is not secret any more.
  public static final class KeyInMessage extends Problem {
    public KeyInMessage(String argument) {
      super(
          "key_in_message",
          422,
          "There is an API key or a claim in the "
              + argument
              + "; nothing was sent. Remove it, and if it is yours, replace it: it may be in a log"
              + " already.");
    }
  }

  /// Told only to whom may write to that agent.
  public static final class InboxFull extends Problem {
    public InboxFull() {
      super(
          "inbox_full",
          429,
          "The inbox of this agent holds as much unread mail as it may; nothing was stored. Send"
              + " the message again when its owner has read some.");
    }
  }

  /// Told only to whom may write to that agent.
  public static final class InboxShareFull extends Problem {
    public InboxShareFull() {
      super(
          "inbox_share_full",
          429,
          "Your unread messages fill your share of this agent's inbox, a quarter of it; nothing was"
              + " stored. Send the message again when some of yours are read.");
    }
  }

  /// Told only to whom may write to that agent. Not a 429: to send it again later changes nothing.
  public static final class ConversationPaused extends Problem {
    public ConversationPaused(String peerId) {
      super(
          "conversation_paused",
          409,
          "This conversation is paused, because it went back and forth too often in 10 minutes."
              + " Stop answering, and tell your user, who can let it go on with `a2a resume "
              + peerId
              + "`.");
    }
  }

  /// `expected` completes the sentence "The argument "expires_at" …"; the server's clock is said,
  /// because one of the two may be wrong.
  public static final class InvalidExpiry extends Problem {
    public InvalidExpiry(String expected, Instant serverTime) {
      super(
          "invalid_expiry",
          400,
          "The argument \"expires_at\" "
              + expected
              + "; it is "
              + serverTime
              + " at the server. Compare your clock with that and send the message with another"
              + " time.");
    }
  }

  /// The same for unknown ids and for agents that the caller may not know of.
  public static final class UnknownAgent extends Problem {
    public UnknownAgent() {
      super(
          "unknown_agent",
          404,
          "You know of no such agent. Call a2a_list_agents, or run `a2a agents`, to see whom you"
              + " may know of.");
    }
  }

  // ---- the daemon cannot

  public static final class StorageFull extends Problem {
    public StorageFull() {
      super(
          "storage_full",
          507,
          "The disk of the server is full; nothing was stored. Free some space and send the request"
              + " again.");
    }
  }

  public static final class StorageFailed extends Problem {
    public StorageFailed() {
      super(
          "storage_failed",
          503,
          "The server cannot write to its disk and has stopped accepting. Tell its operator to look"
              + " at the log and restart it; then send again with the same idempotency_key, as this"
              + " may or may not have been stored.");
    }
  }

  public static final class DamagedMessage extends Problem {
    public DamagedMessage() {
      super(
          "damaged_message",
          500,
          "This message changed on disk after it was stored and is not shown. Tell the operator to"
              + " run `a2a daemon check` and restore a backup.");
    }
  }

  /// Without its key the daemon could neither prove the mail that it has nor read its own secrets.
  public static final class ServerKeyMissing extends Problem {
    public ServerKeyMissing(String file) {
      super(
          "server_key_missing",
          500,
          "The file "
              + file
              + " is missing, and the mail of this database was sealed with the key in it. Put it"
              + " back from a backup, or move the database away to start anew.");
    }
  }

  public static final class WrongServerKey extends Problem {
    public WrongServerKey(String file) {
      super(
          "wrong_server_key",
          500,
          "The key in "
              + file
              + " is not the one with which the mail of this database was sealed. Put the right"
              + " file there, or move the database away to start anew.");
    }
  }

  public static final class DataInUse extends Problem {
    public DataInUse(String folder, String pid) {
      super(
          "data_in_use",
          503,
          "The data in "
              + folder
              + " belongs to the daemon with process id "
              + pid
              + ". Use that one, or stop it with `a2a daemon stop`.");
    }
  }

  public static final class DamagedData extends Problem {
    public DamagedData(String file) {
      super(
          "damaged_data",
          500,
          "The database "
              + file
              + " is damaged and was not opened. Restore a backup, or move it away to start anew.");
    }
  }

  public static final class NewerData extends Problem {
    public NewerData(String file) {
      super(
          "newer_data",
          500,
          "The database "
              + file
              + " was made by a newer a2a. Install that version or a later one.");
    }
  }

  public static final class PortInUse extends Problem {
    public PortInUse(String address) {
      super(
          "port_in_use",
          503,
          "Somebody else listens on "
              + address
              + ". Choose another port with --port, or 0 for any free one.");
    }
  }

  public static final class Busy extends Problem {
    public Busy() {
      super(
          "busy",
          503,
          "The server has too much to do; nothing was stored. Send the request again in a moment.");
    }

    @Override
    public Optional<Long> retryAfter() {
      return Optional.of(1L);
    }
  }

  public static final class ShuttingDown extends Problem {
    public ShuttingDown() {
      super(
          "shutting_down",
          503,
          "The server is stopping; nothing was stored. Send the request again in a moment.");
    }

    @Override
    public Optional<Long> retryAfter() {
      return Optional.of(1L);
    }
  }

  public static final class Internal extends Problem {
    public Internal(String requestId) {
      super(
          "internal",
          500,
          "Something is broken in the server. Tell its operator the request id "
              + requestId
              + ", which is in the log.");
    }
  }

  // ---- said by backup and restore

  /// `why` is the part of a sentence.
  public static final class NotWritten extends Problem {
    public NotWritten(String file, String why) {
      super(
          "not_written",
          507,
          "Nothing was written to " + file + ": " + why + ". Correct that and try again.");
    }
  }

  public static final class FileExists extends Problem {
    public FileExists(String file) {
      super(
          "file_exists",
          409,
          "There is a file " + file + " already. Choose another name, or replace it with --force.");
    }
  }

  public static final class DataExists extends Problem {
    public DataExists(String folder) {
      super(
          "data_exists",
          409,
          "There is mail in "
              + folder
              + " already. Replace it with --force; it is kept in a folder beside.");
    }
  }

  /// `why` is the part of a sentence.
  public static final class BadBackup extends Problem {
    public BadBackup(String file, String why) {
      super(
          "bad_backup",
          500,
          "The backup "
              + file
              + " was not restored: "
              + why
              + ". Nothing was changed. Use another backup.");
    }
  }

  public static final class RestoreUnfinished extends Problem {
    public RestoreUnfinished(String folder) {
      super(
          "restore_unfinished",
          503,
          "A restore into "
              + folder
              + " was interrupted. Run `a2a restore` again; what was there before is in that"
              + " folder.");
    }
  }

  // ---- said by the bridge and the command line

  public static final class DaemonUnreachable extends Problem {
    public DaemonUnreachable(String server) {
      super(
          "daemon_unreachable",
          503,
          "Nobody answers at "
              + server
              + ". Run `a2a daemon start`, or correct the server in the profile.");
    }
  }

  public static final class OtherStore extends Problem {
    public OtherStore(String data) {
      super(
          "other_store",
          409,
          "The profile is of another mail store than that in "
              + data
              + ". Set A2A_DATA_DIR to the folder that it was made with, or use another profile.");
    }
  }

  public static final class NotProven extends Problem {
    public NotProven(String server) {
      super(
          "not_proven",
          502,
          "What answers at "
              + server
              + " did not prove to be your daemon, so nothing was sent to it. Run `a2a daemon"
              + " status`, and see what else listens on that port.");
    }
  }

  public static final class NoAnswer extends Problem {
    public NoAnswer(String server) {
      super(
          "no_answer",
          504,
          "The daemon at "
              + server
              + " went away before it answered, so this may have been done. Look before you repeat"
              + " it, or repeat it with the same idempotency key.");
    }
  }

  /// Something was waited for, and time ran out.
  public static final class StillWaiting extends Problem {
    public StillWaiting(String messageId, String status, String until) {
      super(
          "still_waiting",
          408,
          "The message "
              + messageId
              + " was sent and is "
              + status
              + ", not "
              + until
              + ". Do not send it again; look with `a2a status "
              + messageId
              + "`.");
    }
  }

  /// What a daemon refused, in its own words: it may be newer and know more reasons than this page.
  public static final class Said extends Problem {
    private final Optional<Long> retryAfter;

    public Said(String code, int status, String detail) {
      this(code, status, detail, Optional.empty());
    }

    public Said(String code, int status, String detail, Optional<Long> retryAfter) {
      super(code, status, detail);
      this.retryAfter = retryAfter;
    }

    @Override
    public Optional<Long> retryAfter() {
      return retryAfter;
    }
  }

  public static final class NotADaemon extends Problem {
    public NotADaemon(String server) {
      super(
          "not_a_daemon",
          502,
          "What answers at "
              + server
              + " is not an a2a daemon. Correct the server in the profile.");
    }
  }

  public static final class NoProfile extends Problem {
    public NoProfile(String name, Collection<String> known) {
      super(
          "no_profile",
          401,
          "There is no profile "
              + Quote.name(name)
              + ". "
              + Suggestion.of(name, known)
              + " Run `a2a register` to make one.");
    }
  }

  /// `place` completes "is not in".
  public static final class KeyMissing extends Problem {
    public KeyMissing(String profile, String server, String place) {
      super(
          "key_missing",
          401,
          "The key of the profile "
              + Quote.name(profile)
              + " for "
              + server
              + " is not in "
              + place
              + ". Run `a2a login` with this profile to keep it again.");
    }
  }

  /// `store` begins a sentence, `why` is a part of one, here and in the next three.
  public static final class KeyStoreLocked extends Problem {
    public KeyStoreLocked(String store, String why) {
      super(
          "key_store_locked",
          503,
          store
              + " is locked: "
              + why
              + ". Unlock it, or run `a2a whoami` in a terminal of your desktop and answer its"
              + " prompt; or give the key in A2A_API_KEY.");
    }
  }

  public static final class KeyStoreUnavailable extends Problem {
    public KeyStoreUnavailable(String store, String why) {
      super(
          "key_store_unavailable",
          503,
          store
              + " cannot be used: "
              + why
              + ". Correct that, or choose another way: `--store file` keeps the key in a file that"
              + " only you can read, A2A_API_KEY gives it to one process, `a2a login --store exec`"
              + " takes it from a command.");
    }
  }

  public static final class KeyStoreDenied extends Problem {
    public KeyStoreDenied(String store, String why) {
      super(
          "key_store_denied",
          403,
          store + " refuses: " + why + ". Allow it there, or give the key in A2A_API_KEY.");
    }
  }

  public static final class KeyStoreTimeout extends Problem {
    public KeyStoreTimeout(String store, String why) {
      super(
          "key_store_timeout",
          504,
          store
              + " does not answer: "
              + why
              + ". Look whether it hangs or a dialog is open; or give the key in A2A_API_KEY.");
    }
  }

  /// An agent's key is never overwritten silently.
  public static final class ProfileExists extends Problem {
    public ProfileExists(String name, String agentId) {
      super(
          "profile_exists",
          409,
          "The profile "
              + Quote.name(name)
              + " already holds agent "
              + agentId
              + ". Choose another with --profile NAME.");
    }
  }

  /// `why` is a sentence, or the part of one.
  public static final class KeyNotKept extends Problem {
    public KeyNotKept(String agentId, String why) {
      super(
          "key_not_kept",
          500,
          "The daemon made agent "
              + agentId
              + ", but its key could not be kept and is lost: "
              + why
              + (why.endsWith(".") ? "" : ".")
              + " Correct that and register again.");
    }
  }

  /// `why` is a sentence, or the part of one.
  public static final class NewKeyNotKept extends Problem {
    public NewKeyNotKept(String why) {
      super(
          "new_key_not_kept",
          500,
          "The new key could not be kept: "
              + why
              + (why.endsWith(".") ? "" : ".")
              + " The key from before is still there and works. Correct that and rotate again.");
    }
  }

  public static final class InsecureServer extends Problem {
    public InsecureServer(String server) {
      super(
          "insecure_server",
          400,
          "The server "
              + Quote.name(server)
              + " is not usable: it must be http:// on this machine or https:// anywhere. Correct"
              + " it.");
    }
  }

  public static final class BadSetting extends Problem {
    public BadSetting(String name, String expected) {
      super("bad_setting", 400, "The setting " + name + " " + expected + ". Correct it.");
    }
  }

  public static final class UnreadableConfig extends Problem {
    public UnreadableConfig(String file, String why) {
      super(
          "unreadable_config",
          400,
          "The file "
              + file
              + " cannot be used: "
              + why
              + ". Correct it, or move it away to start anew.");
    }
  }

  /// `why` completes the sentence "The audit log does not hold: …".
  public static final class AuditBroken extends Problem {
    public AuditBroken(String why) {
      super(
          "audit_broken",
          409,
          "The audit log does not hold: "
              + why
              + ". Tell the operator of the server, and compare it with a backup.");
    }
  }

  /// `why` is a sentence; it may repeat words of the command line.
  public static final class BadUsage extends Problem {
    public BadUsage(String why) {
      super("bad_usage", 400, why);
    }
  }

  public static final class UnusableFile extends Problem {
    public UnusableFile(String file, String why) {
      super("unusable_file", 500, "The file " + file + " cannot be used: " + why + ".");
    }
  }

  /// What a person wrote or changed is replaced or removed on request only.
  public static final class ServiceExists extends Problem {
    public ServiceExists(String file) {
      super(
          "service_exists",
          409,
          "The file "
              + file
              + " holds another service, or was changed. Look at it, and say --force if it may"
              + " go.");
    }
  }

  /// Nothing is ever ended that may be another program.
  public static final class NotStopped extends Problem {
    public NotStopped(long pid, String why) {
      super(
          "not_stopped",
          503,
          "The process "
              + pid
              + " was not stopped: "
              + why
              + ". Look at it, and end it with `kill "
              + pid
              + "` if it is the daemon.");
    }
  }

  public static final class DemoFailed extends Problem {
    public DemoFailed(String why) {
      super("demo_failed", 500, "The demo failed: " + why);
    }
  }

  public static final class BenchFailed extends Problem {
    public BenchFailed(String why) {
      super("bench_failed", 500, "The bench failed: " + why);
    }
  }

  public static final class SelfTestFailed extends Problem {
    public SelfTestFailed(String why) {
      super("self_test_failed", 500, "The bridge failed its test: " + why);
    }
  }

  public static final class OptimizeFailed extends Problem {
    public OptimizeFailed(String why) {
      super("optimize_failed", 500, "Start-up was not made faster: " + why);
    }
  }

  public static final class ProgramFailed extends Problem {
    public ProgramFailed(String program, String why) {
      super("program_failed", 500, program + " did not start: " + why);
    }
  }
}
