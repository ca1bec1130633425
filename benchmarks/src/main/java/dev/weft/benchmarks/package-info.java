/** Weft beside its peers, doing the same work in the same run. */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
