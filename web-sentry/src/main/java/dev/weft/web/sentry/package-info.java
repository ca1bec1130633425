/**
 * Errors of a web application, told to Sentry with the lines that led to them and the request that
 * they happened in; set up by the environment as c2cwsgiutils is.
 */
@NullMarked
package dev.weft.web.sentry;

import org.jspecify.annotations.NullMarked;
