/// Commands about mail: send, inbox, read, mark-read, conversations, conversation. What they show
/// was written by others and is only shown, never obeyed.
@NullMarked
package dev.a2a.bridge.cli.mail;

import org.jspecify.annotations.NullMarked;
