/** Which version runs, here and in the other instances. */
@NullMarked
package dev.weft.web.version;

import org.jspecify.annotations.NullMarked;
