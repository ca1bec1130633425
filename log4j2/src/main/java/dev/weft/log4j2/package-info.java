/** Every Log4j 2 record lands in the tree, and the tree shows in Log4j's own patterns. */
@NullMarked
package dev.weft.log4j2;

import org.jspecify.annotations.NullMarked;
