/// What is kept of an inbox besides its mail: how much of it is unread, how much it may hold, and
/// when its owner last looked.
///
/// Start at [Quota]. [InboxStore] is public, because what moves its counters does so in its own
/// transaction.
///
/// Must not know: messages, receipts, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.inbox;

import org.jspecify.annotations.NullMarked;
