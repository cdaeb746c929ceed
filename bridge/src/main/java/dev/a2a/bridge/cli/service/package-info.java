/// The daemon as a service of a person's session: a user unit of systemd, or an agent of launchd.
///
/// Must not know: the daemon's HTTP, keys.
@NullMarked
package dev.a2a.bridge.cli.service;

import org.jspecify.annotations.NullMarked;
