/// `a2a setup`: gives the agents of this machine their bridge, and takes it back. [SetupCommand]
/// asks, [Step] is what happens to one host, [Undo] remembers how it was.
///
/// Must not know: what a host's file looks like, which is dev.a2a.bridge.host's.
@NullMarked
package dev.a2a.bridge.cli.setup;

import org.jspecify.annotations.NullMarked;
