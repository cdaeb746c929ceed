/// The ground: one SQLite file, one writer that commits many requests in one transaction, readers
/// beside it.
///
/// Start at [Database], then [Writer], which keeps the first promise: what is answered is on disk.
/// Features keep their own SQL and run it through a [Tx].
///
/// Must not know: what is stored.
@NullMarked
package dev.a2a.daemon.db;

import org.jspecify.annotations.NullMarked;
