/// What goes wrong outside the daemon, done to a real one: killed, its power cut, its disk failing
/// or full, its clock moved, its files damaged, its callers many or slow. Each fault has a control,
/// in which the promise is broken and the loss must be seen.
///
/// The classes named `*IT` do each once. [dev.a2a.daemon.fault.Faults] does them as often as
/// `docs/check/faults.sh` asks, and knows nothing of JUnit.
@NullMarked
package dev.a2a.daemon.fault;

import org.jspecify.annotations.NullMarked;
