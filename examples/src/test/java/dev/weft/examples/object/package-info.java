/** Tests of live objects across the whole house, and the small programs that they start. */
@NullMarked
package dev.weft.examples.object;

import org.jspecify.annotations.NullMarked;
