/** The sub-commands of weft that run and check a collector. */
@NullMarked
package dev.weft.daemon.command;

import org.jspecify.annotations.NullMarked;
