/// Where files live and what can be set: [Setting] is every setting of the product, [Settings] the
/// values in force in this process, [Home] the places on disk.
///
/// Must not know: what is in the files, except for the settings in `config.json`.
@NullMarked
package dev.a2a.shared.home;

import org.jspecify.annotations.NullMarked;
