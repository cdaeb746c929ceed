/// The door for HTTP: who may come in, what is asked, how a no is said.
///
/// Start at [HttpServer], then [Routes].
///
/// Must not know: SQL, MCP.
@NullMarked
package dev.a2a.daemon.http;

import org.jspecify.annotations.NullMarked;
