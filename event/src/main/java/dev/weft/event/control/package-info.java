/**
 * Asking all instances of an application at once, and what they remember together: the contracts
 * that an in-process engine, Redis and others answer to.
 *
 * <p>Depends on {@code java.base} alone. The wire of the Redis engine is that of c2cwsgiutils'
 * broadcast, so that Python and Java instances answer each other.
 */
@NullMarked
package dev.weft.event.control;

import org.jspecify.annotations.NullMarked;
