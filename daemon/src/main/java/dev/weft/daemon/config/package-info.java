/** What a configuration file says, checked whole before anything starts. */
@NullMarked
package dev.weft.daemon.config;

import org.jspecify.annotations.NullMarked;
