/// What only the daemon knows: [ServerKey] is a file of 32 random bytes beside the database, from
/// which a key for each purpose is derived, and [Seal] proves with one of them that what comes out
/// of the database is what was put into it.
///
/// Must not know: what is sealed, where files are.
@NullMarked
package dev.a2a.daemon.secret;

import org.jspecify.annotations.NullMarked;
