/** The contracts that an event flows through, from an application to a store. */
@NullMarked
package dev.weft.event.flow;

import org.jspecify.annotations.NullMarked;
