/**
 * Everything between an {@link dev.weft.event.store.EventStore} and the bytes that a person's page,
 * terminal or program is given: rows, trees, objects, and the questions of the API.
 */
@NullMarked
package dev.weft.event.display;

import org.jspecify.annotations.NullMarked;
