/// Commands about who one is and who may write: register, login, whoami, authorize, revoke,
/// authorizations, agents.
///
/// Must not know: mail.
@NullMarked
package dev.a2a.bridge.cli.identity;

import org.jspecify.annotations.NullMarked;
