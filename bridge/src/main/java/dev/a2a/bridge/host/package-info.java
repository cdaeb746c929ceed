/// The programs that run agents, and the files in which they keep their MCP servers. [Hosts] is the
/// list, [Host] one of them, [Reading] what its file says now, [Change] how it is to be.
///
/// Must not know: profiles, daemons, the command line.
@NullMarked
package dev.a2a.bridge.host;

import org.jspecify.annotations.NullMarked;
