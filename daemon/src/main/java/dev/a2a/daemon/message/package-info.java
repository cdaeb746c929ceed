/// The mail: messages with threads, the inbox, conversations.
///
/// Start at [Messages], where the rules are; [MessageStore] is its SQL.
///
/// Must not know: HTTP, MCP.
@NullMarked
package dev.a2a.daemon.message;

import org.jspecify.annotations.NullMarked;
