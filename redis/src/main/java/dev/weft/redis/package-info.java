/** The Redis sink: a list, a channel, or both. */
@NullMarked
package dev.weft.redis;

import org.jspecify.annotations.NullMarked;
