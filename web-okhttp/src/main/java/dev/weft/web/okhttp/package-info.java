/** Calls to other services through OkHttp. */
@NullMarked
package dev.weft.web.okhttp;

import org.jspecify.annotations.NullMarked;
