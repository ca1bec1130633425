/** A health check of Liquibase's change sets. */
@NullMarked
package dev.weft.web.liquibase;

import org.jspecify.annotations.NullMarked;
