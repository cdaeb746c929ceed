/// `a2a demo`: a private daemon and two real bridges exchange mail before a newcomer's eyes. [Play]
/// is what happens, on a [dev.a2a.bridge.cli.stage.Stage].
@NullMarked
package dev.a2a.bridge.cli.demo;

import org.jspecify.annotations.NullMarked;
