/// What agents have asked for and a person decides.
///
/// Start at [Approvals]. What can be asked for is an [Approvable], given by the wiring.
///
/// Must not know: what is asked for, HTTP, MCP.
@NullMarked
package dev.a2a.daemon.approval;

import org.jspecify.annotations.NullMarked;
