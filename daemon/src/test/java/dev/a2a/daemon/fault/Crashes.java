package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A daemon that is killed again and again under eight senders, and each time started again on what
/// is left.
final class Crashes {
  private static final int PAIRS = 8;
  private static final int BURST_MAX = 250;
  private static final int MICROS_MAX = 4000;
  private static final int WHOLE_EACH = 25;

  private final Installed image;
  private final List<String> program;
  private final Path data;
  private final RandomGenerator chance;
  private int before;

  /// @param program the daemon that is killed; the agents are made by the one of the image
  Crashes(Installed image, List<String> program, Path data, RandomGenerator chance) {
    this.image = image;
    this.program = program;
    this.data = data;
    this.chance = chance;
  }

  /// What came of it.
  ///
  /// @param ready how long each start took
  record Outcome(int crashes, Verdict verdict, List<Duration> ready) {}

  /// With so many messages on the disk before the first crash.
  Crashes prefilled(int messages) {
    this.before = messages;
    return this;
  }

  /// The process is killed; the machine goes on.
  Outcome kill(int times) throws IOException {
    return crash(times, Map.of(), () -> {}, false);
  }

  /// The power is cut: of what was not fsynced nothing survives in one half of the cuts, and some
  /// of it in the other.
  Outcome cutPower(int times, PowerCut power) throws IOException {
    return crash(times, power.env(), new Cut(power, chance), false);
  }

  /// Until something is lost, at most so many times: kills.
  Outcome killUntilLost(int atMost) throws IOException {
    return crash(atMost, Map.of(), () -> {}, true);
  }

  /// Until something is lost, at most so many times: power cuts with a disk that only promises.
  Outcome cutPowerUntilLost(int atMost, PowerCut power) throws IOException {
    return crash(atMost, power.env("CUT_FORGET=1"), new Cut(power, null), true);
  }

  private interface Aftermath {
    void happens() throws IOException;
  }

  private final class Cut implements Aftermath {
    private final PowerCut power;
    private final @Nullable RandomGenerator blocks;
    private int cuts;

    Cut(PowerCut power, @Nullable RandomGenerator blocks) {
      this.power = power;
      this.blocks = blocks;
    }

    @Override
    public void happens() throws IOException {
      power.cut(data, cuts++ % 2 == 0 ? null : blocks);
    }
  }

  private Outcome crash(int times, Map<String, String> env, Aftermath aftermath, boolean untilLost)
      throws IOException {
    Files.createDirectories(data);
    Mail mail;
    try (Victim first = Victim.start(image.daemon(), data, Map.of())) {
      mail = new Mail(Pair.make(first.client(), PAIRS));
      mail.send(first.client(), before);
    }
    if (aftermath instanceof Cut cut) {
      cut.power.settle(data);
    }
    List<Duration> ready = new ArrayList<>();
    for (int crash = 0; ; crash++) {
      Victim victim = Victim.start(program, data, env);
      try {
        Verdict verdict = mail.judge(data, crash % WHOLE_EACH == 0 || crash == times);
        if (crash > 0) {
          ready.add(victim.readyAfter());
        }
        if (crash == times || !verdict.sound() || (untilLost && verdict.lost() > 0)) {
          return new Outcome(crash, verdict, ready);
        }
        mail.sendUntil(victim.client(), chance.nextInt(PAIRS, BURST_MAX), () -> killSoon(victim));
      } finally {
        victim.kill();
      }
      aftermath.happens();
    }
  }

  /// Not just after an acknowledgement, but at any moment.
  private void killSoon(Victim victim) {
    LockSupport.parkNanos(1000L * chance.nextInt(MICROS_MAX));
    victim.kill();
  }
}
