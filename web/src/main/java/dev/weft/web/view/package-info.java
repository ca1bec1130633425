/** Endpoints as values: a route, what it is called with, what it replies. */
@NullMarked
package dev.weft.web.view;

import org.jspecify.annotations.NullMarked;
