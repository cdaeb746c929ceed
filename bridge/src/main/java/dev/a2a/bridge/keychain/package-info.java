/// Where API keys are kept on this machine, each bound to one server and one agent.
///
/// Start at [KeyFinder], which finds the key of a profile, and [KeyKeeper], which keeps one. Both
/// use a [SecretStore], or a [SecretSource] where we only read; [Stores] knows which is meant. No
/// store stands in for another one: what cannot be looked into is an error, and differs from what
/// is not there ([Lookup]).
///
/// [SecretService] is tested with gnome-keyring. [MacKeychain] is tested with a stand-in for
/// `security`, [WindowsCredentials] by the layout of its structure; neither has run on its system
/// yet.
///
/// Must not know: HTTP, MCP, the command line.
@NullMarked
package dev.a2a.bridge.keychain;

import org.jspecify.annotations.NullMarked;
