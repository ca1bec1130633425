/** The commands that ask a collector, or files, and show the answers. */
@NullMarked
package dev.weft.cli.show;

import org.jspecify.annotations.NullMarked;
