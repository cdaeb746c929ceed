/// The command line `a2a`. [Main] runs it, [A2a] is the list of its commands, [Failures] how each
/// kind of no reaches a person or a script. The commands are in the packages below, one file each;
/// they are made here with all they need, and picocli only fills in what was typed.
@NullMarked
package dev.a2a.bridge.cli;

import org.jspecify.annotations.NullMarked;
