/**
 * How an event is written and read: JSON, the lazy view of a record's bytes, pickle as data only.
 */
@NullMarked
package dev.weft.event.codec;

import org.jspecify.annotations.NullMarked;
