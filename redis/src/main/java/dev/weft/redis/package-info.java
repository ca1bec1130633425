/** The Redis sink (a list, a channel, or both), and asking all instances over Redis. */
@NullMarked
package dev.weft.redis;

import org.jspecify.annotations.NullMarked;
