/** The MongoDB sink: records as documents, with their nesting. */
@NullMarked
package dev.weft.mongodb;

import org.jspecify.annotations.NullMarked;
