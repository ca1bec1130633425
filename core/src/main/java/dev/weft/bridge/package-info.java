/**
 * Where Weft meets the program's logging systems: their records on the way in, and the lines about
 * tasks on the way out to the program's own console and files. For Weft's own modules and for
 * bridges to further logging systems.
 */
@NullMarked
package dev.weft.bridge;

import org.jspecify.annotations.NullMarked;
