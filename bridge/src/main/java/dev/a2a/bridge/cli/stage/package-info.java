/// A place of its own for programs of this installation: [Stage] is a temporary folder and the
/// processes in it, gone when it is closed; [McpPipe] speaks to a bridge as a host does.
///
/// Must not know: the commands.
@NullMarked
package dev.a2a.bridge.cli.stage;

import org.jspecify.annotations.NullMarked;
