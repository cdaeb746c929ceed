/// Options that commands share, and what they lead to: [Common] is in every command, [Paging] in
/// every list.
///
/// Must not know: the commands.
@NullMarked
package dev.a2a.bridge.cli.option;

import org.jspecify.annotations.NullMarked;
