/** The ends of a wire that need no library: standard output and a local file, as JSON lines. */
@NullMarked
package dev.weft.sender;

import org.jspecify.annotations.NullMarked;
