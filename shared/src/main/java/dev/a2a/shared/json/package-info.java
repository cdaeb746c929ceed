/// JSON as the product speaks it: strict about what it is asked, lenient about what it is answered.
@NullMarked
package dev.a2a.shared.json;

import org.jspecify.annotations.NullMarked;
