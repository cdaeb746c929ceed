/// What a command runs in: [Shell] is its streams and environment, [Screen] the only way to print
/// for people. Everything that goes through a screen is escaped.
///
/// Must not know: the daemon, the commands.
@NullMarked
package dev.a2a.bridge.cli.terminal;

import org.jspecify.annotations.NullMarked;
