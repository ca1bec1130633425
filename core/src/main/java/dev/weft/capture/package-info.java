/**
 * Takes values from the application's thread while they are what the caller means: immutable ones
 * as they are, all others as a bounded, redacted copy; and fills them into templates later.
 */
@NullMarked
package dev.weft.capture;

import org.jspecify.annotations.NullMarked;
