/// What may be shown of text that a stranger wrote: [CharacterRules] decides for each character,
/// [Visible] shows the others as escapes, for a terminal and for log lines.
///
/// Must not know: where the text comes from or goes.
@NullMarked
package dev.a2a.shared.text;

import org.jspecify.annotations.NullMarked;
