/// The words on the wire: what is asked, what is answered, and every way of saying no.
///
/// Start at [Problem], which is every refusal of the product on one page, then read the records in
/// the order of a conversation: [Register], [AuthorizeAgent], [SendMessage], [CheckInbox],
/// [GetMessage], [MarkRead]; then [CreateInvite], and [Pending] for what a person decides. A
/// request checks itself when it is made, so one in hand is well-formed, on either side of the
/// wire.
///
/// Must not know: HTTP, MCP, SQL, files.
@NullMarked
package dev.a2a.shared.api;

import org.jspecify.annotations.NullMarked;
