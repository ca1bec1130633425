/** Logs of other programs, made into Weft's records. */
@NullMarked
package dev.weft.cli.load;

import org.jspecify.annotations.NullMarked;
