package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.link.Identity;

/// What a person has to add to a command so that it finds a daemon.
final class Next {
  private Next() {}

  static String server(String url) {
    return url.equals(Identity.LOCAL) ? "" : " --server " + url;
  }
}
