/**
 * Live streams over a store: what arrives, thinned where it is too much, and always accounted for.
 */
@NullMarked
package dev.weft.daemon.stream;

import org.jspecify.annotations.NullMarked;
