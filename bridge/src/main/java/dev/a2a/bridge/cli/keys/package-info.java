/// The commands about the agent's API keys.
///
/// Must not know: HTTP.
@NullMarked
package dev.a2a.bridge.cli.keys;

import org.jspecify.annotations.NullMarked;
