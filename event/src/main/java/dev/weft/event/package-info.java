/** What an event is: its level, its place in the tree, its source and its kinds. */
@NullMarked
package dev.weft.event;

import org.jspecify.annotations.NullMarked;
