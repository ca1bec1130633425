/** Calls to other services through Apache HttpClient 5. */
@NullMarked
package dev.weft.web.apache5;

import org.jspecify.annotations.NullMarked;
