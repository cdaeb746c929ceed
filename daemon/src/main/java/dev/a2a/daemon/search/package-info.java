/// Finding mail by its words: [Words] cuts a text into words, [SearchQuery] reads what somebody
/// looks for, [WordIndexStore] keeps an FTS5 table of which message has which words.
///
/// Nothing that a person or a model typed reaches SQLite as an expression: only words made here do.
/// Every message is indexed under its sender and its recipient, and every search asks for one of
/// them too, so that it passes over other agents' mail without looking at it.
///
/// Must not know: messages. Whoever searches proves what the index says.
@NullMarked
package dev.a2a.daemon.search;

import org.jspecify.annotations.NullMarked;
