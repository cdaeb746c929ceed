/// Commands about the identities that this machine has: which there are, which one is used, and
/// getting rid of one or of its key.
///
/// Nothing here asks a daemon. Must not know: mail, how keys come here.
@NullMarked
package dev.a2a.bridge.cli.profile;

import org.jspecify.annotations.NullMarked;
