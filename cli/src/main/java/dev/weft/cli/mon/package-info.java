/** Watching and keeping a stream of messages: {@code weft mon} and {@code weft dump}. */
@NullMarked
package dev.weft.cli.mon;

import org.jspecify.annotations.NullMarked;
