/** Tests of the whole house at the level of real processes, and the small programs they start. */
@NullMarked
package dev.weft.examples.process;

import org.jspecify.annotations.NullMarked;
