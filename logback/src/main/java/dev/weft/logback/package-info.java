/** Every Logback record lands in the tree, and the tree shows in Logback's own patterns. */
@NullMarked
package dev.weft.logback;

import org.jspecify.annotations.NullMarked;
