/** The one query language: text to syntax tree and back, and a predicate for streams of records. */
@NullMarked
package dev.weft.event.query;

import org.jspecify.annotations.NullMarked;
