/** The {@code weft} command: finds its sub-commands, and reads events in a terminal. */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
