/** What clients are told, and what is logged, when an application fails. */
@NullMarked
package dev.weft.web.error;

import org.jspecify.annotations.NullMarked;
