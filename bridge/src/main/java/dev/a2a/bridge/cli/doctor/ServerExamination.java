package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.link.Visit;
import dev.a2a.bridge.link.Visit.Seen;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.home.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Does the server answer, is it one of ours, does its clock agree, and is its certificate good?
record ServerExamination(Server server, Supplier<Optional<Server>> whereabouts)
    implements Examination {
  private static final Duration SKEW_MAX = Duration.ofMinutes(1);
  private static final Duration RENEWAL = Duration.ofDays(14);
  private static final int REFUSED = 400;

  @Override
  public String check() {
    return "server";
  }

  @Override
  public List<Finding> findings() {
    // Where the person's own daemon listens is known only while it runs.
    Seen seen = whereabouts.get().map(there -> new Visit(there).look()).orElseGet(Seen.Away::new);
    return switch (seen) {
      case Seen.Away _ when server.isOwn() ->
          List.of(
              Finding.note(
                  check(), "The daemon of this machine is started when it is needed.", null));
      case Seen.Away _ ->
          List.of(
              Finding.wrong(
                  check(),
                  "Nobody answers at " + server + ".",
                  server.local()
                      ? "a2a daemon start"
                      : "Look whether that address is right and this machine is online."));
      case Seen.Untrusted untrusted ->
          List.of(
              Finding.wrong(
                  "tls",
                  server + " cannot be trusted. " + untrusted.why(),
                  "Tell its operator; look at the date of this machine."));
      case Seen.Answer answer -> judge(answer);
    };
  }

  List<Finding> judge(Seen.Answer answer) {
    List<Finding> found = new ArrayList<>();
    found.add(about(answer));
    answer.clock().ifPresent(ahead -> found.add(clock(ahead)));
    answer.certificate().ifPresent(left -> found.add(certificate(left)));
    return found;
  }

  private Finding about(Seen.Answer answer) {
    String ours = Version.ofThisBuild().number();
    if (answer.version().isEmpty()) {
      return Finding.wrong(
          check(),
          "What answers at " + server + " is no a2a-daemon.",
          "a2a daemon status, and a2a register NAME --server URL");
    }
    String version = answer.version().get();
    if (answer.status() >= REFUSED) {
      return Finding.wrong(
          check(),
          server + " runs, but cannot keep mail now (" + answer.status() + ").",
          server.local() ? "a2a daemon logs" : "Tell its operator.");
    }
    if (server.local() && !version.equals(ours)) {
      return Finding.wrong(
          check(),
          server + " still runs a2a " + version + "; " + ours + " is installed.",
          "a2a daemon stop && a2a daemon start");
    }
    return Finding.ok(check(), server + " is ready, a2a " + version + ".");
  }

  private Finding clock(Duration ahead) {
    if (ahead.abs().compareTo(SKEW_MAX) <= 0) {
      return Finding.ok("clock", "The server's clock and this one agree.");
    }
    return Finding.wrong(
        "clock",
        "This machine's clock is "
            + spoken(ahead.abs())
            + (ahead.isNegative() ? " ahead of" : " behind")
            + " the server's.",
        "Set the clock, for example: sudo timedatectl set-ntp true");
  }

  private static Finding certificate(Duration left) {
    return left.compareTo(RENEWAL) < 0
        ? Finding.note(
            "tls",
            "The server's certificate ends in " + spoken(left) + ".",
            "Tell its operator to renew it.")
        : Finding.ok("tls", "The certificate is good for " + spoken(left) + ".");
  }

  private static String spoken(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    return time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
