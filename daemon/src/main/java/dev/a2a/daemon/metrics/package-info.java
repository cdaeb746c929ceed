/// What the daemon does, in numbers, as Prometheus reads them.
///
/// Start at [Metrics]. No label holds an id, or anything that somebody sent: routes are patterns,
/// codes and methods come from lists of ours.
///
/// Must not know: what the numbers mean for any agent.
@NullMarked
package dev.a2a.daemon.metrics;

import org.jspecify.annotations.NullMarked;
