/** Calls to other services through Spring's clients. */
@NullMarked
package dev.weft.web.spring;

import org.jspecify.annotations.NullMarked;
