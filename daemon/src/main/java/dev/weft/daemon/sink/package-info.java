/** Sinks that need no library: files and the console. */
@NullMarked
package dev.weft.daemon.sink;

import org.jspecify.annotations.NullMarked;
