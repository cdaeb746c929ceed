/// What `a2a` does to its own installation: [OptimizeCommand] makes the caches by which the
/// programs start in a part of the time, from what [Training] lets each of them do.
///
/// Must not know: what is in a cache, or when one is used. That is the launcher's.
@NullMarked
package dev.a2a.bridge.cli.self;

import org.jspecify.annotations.NullMarked;
