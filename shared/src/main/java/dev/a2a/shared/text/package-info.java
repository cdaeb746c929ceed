/// Text that strangers wrote, made harmless before it is shown. [Glyphs] holds the rules, [Escape]
/// applies them for terminals and logs.
///
/// Must not know: where the text comes from or goes to.
@NullMarked
package dev.a2a.shared.text;

import org.jspecify.annotations.NullMarked;
