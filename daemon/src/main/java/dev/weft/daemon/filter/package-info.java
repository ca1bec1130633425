/** The filters: keep, drop, add, remove, redact. */
@NullMarked
package dev.weft.daemon.filter;

import org.jspecify.annotations.NullMarked;
