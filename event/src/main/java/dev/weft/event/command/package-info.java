/** The contract of a sub-command of {@code weft}, and how it reads its arguments. */
@NullMarked
package dev.weft.event.command;

import org.jspecify.annotations.NullMarked;
