/**
 * The receiving side of live objects: their messages, the objects as they end, and mirrors that
 * follow them live.
 */
@NullMarked
package dev.weft.mirror;

import org.jspecify.annotations.NullMarked;
