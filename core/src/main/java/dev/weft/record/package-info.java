/**
 * What happens between a line of code and the dispatcher: a record is filled on the application's
 * thread, numbered in its task, and queued. Internal to Weft's own modules; applications use {@code
 * dev.weft}.
 */
@NullMarked
package dev.weft.record;

import org.jspecify.annotations.NullMarked;
