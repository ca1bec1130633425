/** Asking all instances of the application, from wherever in it, before and after it is set up. */
@NullMarked
package dev.weft.web.broadcast;

import org.jspecify.annotations.NullMarked;
