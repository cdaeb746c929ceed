/// Shows audit logs and checks them here, from the entries themselves: what a server says of its
/// own log proves nothing.
@NullMarked
package dev.a2a.bridge.cli.audit;

import org.jspecify.annotations.NullMarked;
