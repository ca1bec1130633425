/** Sources that need no library: files that are followed, and standard input. */
@NullMarked
package dev.weft.daemon.source;

import org.jspecify.annotations.NullMarked;
