/** Carries the current scope wherever Micrometer's context propagation goes, such as Reactor. */
@NullMarked
package dev.weft.context;

import org.jspecify.annotations.NullMarked;
