package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
  private static final String FILE = "/home/alice/a2a.db";
  private static final String SERVER = "http://127.0.0.1:7420";

  /// What programs rely on: code, HTTP status, exit status. A line here may be added, and never
  /// changed.
  private static final String STABLE =
      """
      agent_disabled 403 4
      agent_not_found 404 5
      alias_taken 409 6
      approval_decided 409 6
      approval_denied 403 4
      approval_not_found 404 5
      audit_broken 409 6
      authorization_not_found 404 5
      bad_backup 500 1
      bad_request 400 2
      bad_setting 400 2
      bad_usage 400 2
      bench_failed 500 1
      block_not_found 404 5
      body_too_large 413 7
      busy 503 8
      conversation_paused 409 6
      daemon_unreachable 503 8
      damaged_data 500 1
      damaged_message 500 1
      data_exists 409 6
      data_in_use 503 8
      demo_failed 500 1
      file_exists 409 6
      host_not_allowed 421 4
      idempotency_conflict 422 6
      inbox_full 429 7
      inbox_share_full 429 7
      insecure_server 400 2
      internal 500 1
      invalid_argument 400 2
      invalid_claim 403 4
      invalid_expiry 400 2
      invalid_invite 403 4
      invalid_key 401 3
      invite_not_found 404 5
      invite_required 403 4
      key_in_message 422 6
      key_missing 401 3
      key_not_found 404 5
      key_not_kept 500 1
      key_store_denied 403 4
      key_store_locked 503 8
      key_store_timeout 504 8
      key_store_unavailable 503 8
      malformed_json 400 2
      message_not_found 404 5
      method_not_allowed 405 2
      missing_argument 400 2
      new_key_not_kept 500 1
      newer_data 500 1
      no_answer 504 8
      no_profile 401 3
      no_such_route 404 5
      not_a_daemon 502 8
      not_acceptable 406 2
      not_authorized 403 4
      not_proven 502 8
      not_stopped 503 8
      not_written 507 8
      only_key 409 6
      operator_only 401 3
      optimize_failed 500 1
      origin_not_allowed 403 4
      other_store 409 6
      own_invite 400 2
      port_in_use 503 8
      profile_exists 409 6
      program_failed 500 1
      rate_limited 429 7
      registration_closed 403 4
      request_too_large 413 7
      request_too_slow 408 9
      restore_unfinished 503 8
      self_authorization 400 2
      self_test_failed 500 1
      server_key_missing 500 1
      service_exists 409 6
      shutting_down 503 8
      still_waiting 408 9
      storage_failed 503 8
      storage_full 507 8
      too_many_approvals 429 7
      too_many_invites 429 7
      unauthenticated 401 3
      unknown_agent 404 5
      unknown_alias 404 5
      unknown_argument 400 2
      unknown_scope 400 2
      unknown_tool 404 5
      unreadable_config 400 2
      unsupported_media_type 415 2
      unusable_file 500 1
      wrong_server_key 500 1
      """;

  /// One of each, but for [Problem.Said], which has what a daemon gave it.
  static Stream<Problem> problems() {
    return Stream.of(
        new Problem.MalformedJson("line 1, column 2"),
        new Problem.MissingArgument("name"),
        new Problem.InvalidArgument("name", "must be a string"),
        new Problem.UnknownArgument("nmae", List.of("name")),
        new Problem.UnknownTool("a2a_send", List.of("a2a_send_message")),
        new Problem.NoSuchRoute(),
        new Problem.MethodNotAllowed("GET, POST"),
        new Problem.BadRequest(),
        new Problem.NotAcceptable(),
        new Problem.UnsupportedMediaType(),
        new Problem.RequestTooLarge(1),
        new Problem.RequestTooSlow(),
        new Problem.BodyTooLarge(2, 1),
        new Problem.Unauthenticated(),
        new Problem.InvalidKey(),
        new Problem.HostNotAllowed(),
        new Problem.OriginNotAllowed(),
        new Problem.RegistrationClosed(),
        new Problem.InviteRequired(),
        new Problem.AgentDisabled(),
        new Problem.OperatorOnly(),
        new Problem.AgentNotFound(),
        new Problem.InvalidClaim(),
        new Problem.KeyNotFound(),
        new Problem.OnlyKey(),
        new Problem.RateLimited("messages", 3),
        new Problem.NotAuthorized(),
        new Problem.MessageNotFound(),
        new Problem.AuthorizationNotFound(),
        new Problem.SelfAuthorization(),
        new Problem.BlockNotFound(),
        new Problem.AliasTaken(),
        new Problem.UnknownAlias("bob"),
        new Problem.UnknownScope("notfy"),
        new Problem.InvalidInvite(),
        new Problem.OwnInvite(),
        new Problem.InviteNotFound(),
        new Problem.TooManyInvites(100),
        new Problem.ApprovalNotFound(),
        new Problem.ApprovalDecided(),
        new Problem.ApprovalDenied(),
        new Problem.TooManyApprovals(20),
        new Problem.IdempotencyConflict(),
        new Problem.InboxFull(),
        new Problem.InboxShareFull(),
        new Problem.ConversationPaused("a2a_0123456789abcdef"),
        new Problem.InvalidExpiry(
            "must be in the future", Instant.parse("2026-01-31T12:00:00.123Z")),
        new Problem.UnknownAgent(),
        new Problem.StillWaiting("0190163d-8694-739b-aea5-966c26f8ad91", "delivered", "read"),
        new Problem.StorageFull(),
        new Problem.StorageFailed(),
        new Problem.DamagedMessage(),
        new Problem.KeyInMessage("body"),
        new Problem.ServerKeyMissing("/home/alice/server.key"),
        new Problem.WrongServerKey("/home/alice/server.key"),
        new Problem.DataInUse("/home/alice", "4711"),
        new Problem.DamagedData(FILE),
        new Problem.NewerData(FILE),
        new Problem.PortInUse("127.0.0.1:7420"),
        new Problem.Busy(),
        new Problem.ShuttingDown(),
        new Problem.Internal("r1"),
        new Problem.NotWritten(FILE, "the disk is full"),
        new Problem.FileExists(FILE),
        new Problem.DataExists("/home/alice"),
        new Problem.BadBackup(FILE, "its manifest is not readable"),
        new Problem.RestoreUnfinished("/home/alice"),
        new Problem.DaemonUnreachable(SERVER),
        new Problem.NoAnswer(SERVER),
        new Problem.OtherStore("/data"),
        new Problem.NotProven(SERVER),
        new Problem.NotADaemon(SERVER),
        new Problem.NoProfile("alcie", List.of("alice")),
        new Problem.KeyMissing("alice", SERVER, "the keychain"),
        new Problem.KeyStoreLocked("The keychain", "nobody has unlocked it"),
        new Problem.KeyStoreUnavailable("The keychain", "there is no session bus"),
        new Problem.KeyStoreDenied("The keychain", "access was refused in its dialog"),
        new Problem.KeyStoreTimeout("The keychain", "no answer within 3 seconds"),
        new Problem.ProfileExists("alice", "a2a_0123456789abcdef"),
        new Problem.NewKeyNotKept("No space left on device"),
        new Problem.InsecureServer("http://example.com"),
        new Problem.BadSetting("A2A_PORT", "must be a whole number from 0 to 65535"),
        new Problem.UnreadableConfig(FILE, "it is not JSON"),
        new Problem.KeyNotKept("a2a_0123456789abcdef", "No space left on device"),
        new Problem.AuditBroken("entry 7 was changed"),
        new Problem.BadUsage("There is no option \"--nope\" here."),
        new Problem.UnusableFile(FILE, "it cannot be read"),
        new Problem.ServiceExists(FILE),
        new Problem.NotStopped(4711, "it does not answer"),
        new Problem.DemoFailed("a2a-daemon did not start."),
        new Problem.BenchFailed("a2a-daemon did not start."),
        new Problem.SelfTestFailed("it ended at once."),
        new Problem.OptimizeFailed("a2a-daemon did not start."),
        new Problem.ProgramFailed("a2a-daemon", "Permission denied."));
  }

  @Test
  void every_refusal_of_the_page_is_looked_at_here() {
    Set<Class<?>> here = problems().map(Problem::getClass).collect(Collectors.toSet());
    Set<Class<?>> page = new HashSet<>(Arrays.asList(Problem.class.getPermittedSubclasses()));
    page.remove(Problem.Said.class);

    assertEquals(page, here);
  }

  @Test
  void codes_and_their_meanings_never_change() {
    String now =
        problems()
            .map(p -> p.code() + " " + p.status() + " " + p.exit().status() + "\n")
            .sorted()
            .collect(Collectors.joining());

    assertEquals(STABLE, now);
  }

  @Test
  void no_two_refusals_share_a_code() {
    assertEquals(problems().count(), problems().map(Problem::code).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void a_refusal_says_no_in_a_form_that_every_door_can_carry(Problem problem) {
    assertTrue(problem.code().matches("[a-z]+(_[a-z]+)*"), problem.code());
    assertTrue(problem.status() >= 400 && problem.status() <= 599, problem.toString());
    assertTrue(problem.exit().status() > 0, problem.toString());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void a_detail_is_one_line_of_sentences(Problem problem) {
    String detail = problem.detail();

    assertTrue(detail.matches("[A-Za-z].*[.?]"), detail);
    assertFalse(detail.contains("  ") || detail.contains("..") || detail.contains("null"), detail);
  }

  @Test
  void what_a_daemon_said_is_passed_on_as_it_was() {
    Problem said = new Problem.Said("moon_phase", 429, "Wait for the full moon.");

    assertEquals("moon_phase", said.code());
    assertEquals(429, said.status());
    assertEquals(Exit.LIMIT, said.exit());
    assertEquals("Wait for the full moon.", said.detail());
    assertEquals(Optional.empty(), said.retryAfter());
    assertEquals(Optional.of(9L), new Problem.Said("a", 429, "B.", Optional.of(9L)).retryAfter());
  }

  @Test
  void a_limit_says_how_long_to_wait() {
    assertEquals(Optional.of(1L), new Problem.RateLimited("messages", 1).retryAfter());
    assertEquals(
        "Too many messages. Wait 1 second, then send the request again.",
        new Problem.RateLimited("messages", 1).detail());
    assertTrue(new Problem.RateLimited("messages", 2).detail().contains("2 seconds"));
    assertEquals(Optional.empty(), new Problem.NotAuthorized().retryAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_INPUT",
    "401, UNAUTHENTICATED",
    "402, BAD_INPUT",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "408, TIMED_OUT",
    "409, CONFLICT",
    "413, LIMIT",
    "418, BAD_INPUT",
    "421, FORBIDDEN",
    "422, CONFLICT",
    "429, LIMIT",
    "500, INTERNAL",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, UNAVAILABLE",
    "505, INTERNAL",
    "507, UNAVAILABLE",
  })
  void an_exit_code_follows_from_the_status(int status, Exit exit) {
    assertEquals(exit, Exit.of(status));
  }

  @Test
  void exit_statuses_never_change() {
    assertEquals(
        "OK=0 INTERNAL=1 BAD_INPUT=2 UNAUTHENTICATED=3 FORBIDDEN=4 NOT_FOUND=5 CONFLICT=6 LIMIT=7"
            + " UNAVAILABLE=8 TIMED_OUT=9",
        Arrays.stream(Exit.values())
            .map(e -> e + "=" + e.status())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void a_refusal_carries_its_problem_and_no_stack() {
    Problem problem = new Problem.Busy();
    Refusal refusal = new Refusal(problem);

    assertSame(problem, refusal.problem());
    assertEquals(0, refusal.getStackTrace().length);
  }
}
