/// Commands about the daemon of this machine: run, start, stop, status, logs. They know its files
/// and its process, not its mail.
@NullMarked
package dev.a2a.bridge.cli.daemon;

import org.jspecify.annotations.NullMarked;
