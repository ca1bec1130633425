/** The contract of a sub-command of {@code weft}. */
@NullMarked
package dev.weft.event.command;

import org.jspecify.annotations.NullMarked;
