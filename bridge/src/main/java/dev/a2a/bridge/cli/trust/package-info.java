/// Commands about trust: who may write (authorize, revoke, block, unblock, authorizations), invites
/// (invite, invites, accept), names of one's own (alias), and what an agent has asked for
/// (approve).
///
/// A person at a shell decides, so everything here holds at once. Must not know: mail.
@NullMarked
package dev.a2a.bridge.cli.trust;

import org.jspecify.annotations.NullMarked;
