/// Copies of the daemon's data: [Backup] makes one beside a running daemon, [Restore] puts one in
/// place of the data, [FullCheck] reads all there is and says what is wrong with it.
///
/// A backup is one file, an [Archive], and says in its [Manifest] what has to be in it. What a
/// restore replaces is kept.
///
/// Must not know: what the mail is made of, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.backup;

import org.jspecify.annotations.NullMarked;
