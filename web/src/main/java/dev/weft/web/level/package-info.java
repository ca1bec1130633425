/** Levels of loggers, seen and changed in all instances at once, for good or for a while. */
@NullMarked
package dev.weft.web.level;

import org.jspecify.annotations.NullMarked;
