/** Events that are kept: what every store answers, and a small one in memory. */
@NullMarked
package dev.weft.event.store;

import org.jspecify.annotations.NullMarked;
