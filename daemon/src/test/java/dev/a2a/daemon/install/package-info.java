/// Tests of `install.sh`: with stand-ins for the programs in each shell ([InstallScriptTest],
/// [InstallRefusalTest], [UnsafeArchiveTest]), and with the real ones while they are at work
/// ([InstallIT]).
@NullMarked
package dev.a2a.daemon.install;

import org.jspecify.annotations.NullMarked;
