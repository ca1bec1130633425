/** A small shop of three real processes, run by {@code weft demo}. */
@NullMarked
package dev.weft.examples.demo;

import org.jspecify.annotations.NullMarked;
