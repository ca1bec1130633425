/** A small web application with two databases and all of its operations. */
@NullMarked
package dev.weft.examples.hello;

import org.jspecify.annotations.NullMarked;
