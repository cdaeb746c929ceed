/// Backup, restore and full check of this machine's mail. What they do is done by the daemon
/// program, which alone knows the database; here it is started, and what it says is shown.
@NullMarked
package dev.a2a.bridge.cli.backup;

import org.jspecify.annotations.NullMarked;
