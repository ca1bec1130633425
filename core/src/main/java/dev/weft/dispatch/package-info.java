/**
 * What Weft does on its own threads: takes records out of the queue, writes them, and hands them to
 * the sinks. Internal to Weft's own modules.
 */
@NullMarked
package dev.weft.dispatch;

import org.jspecify.annotations.NullMarked;
