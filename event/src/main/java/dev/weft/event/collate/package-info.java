/** Records to the tree of tasks that they tell of: pure functions, by key and never by time. */
@NullMarked
package dev.weft.event.collate;

import org.jspecify.annotations.NullMarked;
