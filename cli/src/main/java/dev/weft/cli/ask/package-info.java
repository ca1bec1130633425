/** One door for questions about events: a collector's API, or files, which answer alike. */
@NullMarked
package dev.weft.cli.ask;

import org.jspecify.annotations.NullMarked;
