/** A request as everything that works for it sees it: its id, method, path, route and client. */
@NullMarked
package dev.weft.web.request;

import org.jspecify.annotations.NullMarked;
