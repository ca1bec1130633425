/**
 * Live objects: state that a program publishes while it changes, for whoever follows it. {@link
 * dev.weft.object.LiveObject} is where to begin.
 */
@NullMarked
package dev.weft.object;

import org.jspecify.annotations.NullMarked;
