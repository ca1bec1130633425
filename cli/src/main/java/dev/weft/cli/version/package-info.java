/** {@code weft genversion}: what a build consists of. */
@NullMarked
package dev.weft.cli.version;

import org.jspecify.annotations.NullMarked;
