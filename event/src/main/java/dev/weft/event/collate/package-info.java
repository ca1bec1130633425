/**
 * Records to the tree of tasks, and to the live objects, that they tell of: pure functions, by key
 * and number, never by time where there is one.
 */
@NullMarked
package dev.weft.event.collate;

import org.jspecify.annotations.NullMarked;
