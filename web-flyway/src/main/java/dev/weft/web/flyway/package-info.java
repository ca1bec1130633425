/** A health check of Flyway's migrations. */
@NullMarked
package dev.weft.web.flyway;

import org.jspecify.annotations.NullMarked;
