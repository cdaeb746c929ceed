/// The commands of whoever runs a daemon: `a2a operator …`. They show the operator's key, which
/// [OperatorLink] finds, and no agent's.
@NullMarked
package dev.a2a.bridge.cli.operator;

import org.jspecify.annotations.NullMarked;
