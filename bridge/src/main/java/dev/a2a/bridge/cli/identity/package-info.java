/// Commands about who one is and whom one may know: register, login, whoami, agents.
///
/// [Enrolment] keeps key and profile, [Place] is where the key goes.
///
/// Must not know: mail, trust.
@NullMarked
package dev.a2a.bridge.cli.identity;

import org.jspecify.annotations.NullMarked;
