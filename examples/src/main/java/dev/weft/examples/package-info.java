/** Worked examples; the documentation shows regions of these files. */
@NullMarked
package dev.weft.examples;

import org.jspecify.annotations.NullMarked;
