/// What people read and type beside the programs, made from the commands themselves: completion for
/// three shells, and pages for `man`. [ShareCommand] writes all of it into an image; begin there.
///
/// Must not know: what any command does. All is taken from picocli's model of them.
@NullMarked
package dev.a2a.bridge.cli.manual;

import org.jspecify.annotations.NullMarked;
