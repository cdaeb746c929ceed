/// `a2a doctor`: what is wrong on this machine, and what to do about it. [Examinations] is the list
/// of what is looked at, one class each; each tells [Finding]s. [Page] shows them, [Bundle] packs
/// them for somebody who helps.
///
/// An examination changes nothing; what may be changed is the `fix` of a finding, and is done only
/// where a person typed `--fix`.
@NullMarked
package dev.a2a.bridge.cli.doctor;

import org.jspecify.annotations.NullMarked;
