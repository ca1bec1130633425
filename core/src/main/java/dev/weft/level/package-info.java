/** The levels of the program's own logging system, seen and changed while it runs. */
@NullMarked
package dev.weft.level;

import org.jspecify.annotations.NullMarked;
