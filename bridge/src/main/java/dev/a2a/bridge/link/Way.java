package dev.a2a.bridge.link;

import dev.a2a.bridge.link.LocalDaemon.Known;
import dev.a2a.bridge.profile.Server;
import java.util.Optional;
import java.util.function.Function;

/// The way to a server. Safe for use by many threads.
interface Way {

  /// An address.
  ///
  /// @param prover what must prove itself there before anything is sent
  record Target(String url, Optional<Known> prover) {
    static Target of(Known known) {
      return new Target(known.entry().url(), Optional.of(known));
    }
  }

  /// Where it is now.
  Target target(Server server);

  /// Where it is after it did not answer there; empty where nothing can be done about it.
  Optional<Target> insteadOf(Server server);

  /// To an origin, by its name alone.
  static Way plain() {
    return direct(_ -> Optional.empty());
  }

  /// To a port of this machine, where the daemon of `daemon.json` proves itself if it is its port.
  static Way loopback(LocalDaemon local) {
    return direct(server -> local.known().filter(k -> k.entry().url().equals(server.origin())));
  }

  /// To that daemon alone.
  static Way to(Known known) {
    return direct(_ -> Optional.of(known));
  }

  private static Way direct(Function<Server, Optional<Known>> prover) {
    return new Way() {
      @Override
      public Target target(Server server) {
        return new Target(server.origin(), prover.apply(server));
      }

      @Override
      public Optional<Target> insteadOf(Server server) {
        return Optional.empty();
      }
    };
  }

  /// To the person's own daemon, which is started where it does not run.
  static Way own(OwnDaemon own) {
    return new Way() {
      @Override
      public Target target(Server server) {
        return Target.of(own.at(server));
      }

      @Override
      public Optional<Target> insteadOf(Server server) {
        return Optional.of(Target.of(own.insteadOf(server)));
      }
    };
  }
}
