/// `a2a bench`: a load driver for daemons, in a process of its own, that also checks that nothing
/// was lost or doubled.
///
/// [BenchCommand] is what is typed, [Bench] the order of the measurements, [Crew] the agents at one
/// daemon, [Load] many callers at once. [Ledger] knows what was acknowledged and judges what is
/// there; [Wire] is a lean HTTP connection, because a driver's cost is taken from the daemon.
///
/// Must not know: SQL. What a disk costs the daemon program measures ([Disk]).
@NullMarked
package dev.a2a.bridge.cli.bench;

import org.jspecify.annotations.NullMarked;
