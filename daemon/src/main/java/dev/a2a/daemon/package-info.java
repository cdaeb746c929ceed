/// The process that keeps the mail.
///
/// Start at [Daemon], which is the only wiring: doors (`http`, `mcp`) turn the outside into calls,
/// one list (`operation`) holds each operation once, features (`message`, `authorization`, `agent`,
/// `limit`) hold the rules, the ground (`db`) the SQL. Knowledge points downwards only.
@NullMarked
package dev.a2a.daemon;

import org.jspecify.annotations.NullMarked;
