/** Services that pages of other origins may call. */
@NullMarked
package dev.weft.web.cors;

import org.jspecify.annotations.NullMarked;
