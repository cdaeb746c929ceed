/// Each thing an agent can do, once: the name and text for models, the REST route, the records, and
/// what runs.
///
/// Start at [Operations], the list from which the routes, `/v1/tools/{name}`, `/mcp`,
/// `openapi.json` and `tools.json` come.
///
/// Must not know: HTTP, MCP, SQL.
@NullMarked
package dev.a2a.daemon.operation;

import org.jspecify.annotations.NullMarked;
