/// Two ways to ask another program within a time limit: [Bus] is a connection to the D-Bus of this
/// session, [Child] a process with its output.
///
/// Just enough D-Bus to be the client of one service, after the D-Bus Specification 0.43: SASL
/// EXTERNAL over a socket in the file system, calls, answers, signals. Nothing is native code.
///
/// Must not know: what is asked, and why.
@NullMarked
package dev.a2a.bridge.keychain.os;

import org.jspecify.annotations.NullMarked;
