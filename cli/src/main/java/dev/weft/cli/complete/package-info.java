/** Completion of what is typed after {@code weft}, for shells. */
@NullMarked
package dev.weft.cli.complete;

import org.jspecify.annotations.NullMarked;
