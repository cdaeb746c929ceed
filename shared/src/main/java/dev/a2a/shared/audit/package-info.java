/// What an audit log proves, for those who write it and those who check it: [Chain] is how one
/// entry follows another, [ChainCheck] and [LinkCheck] find where that does not hold.
///
/// Must not know: where the entries come from.
@NullMarked
package dev.a2a.shared.audit;

import org.jspecify.annotations.NullMarked;
