/** What tells whether an application can do its work: checks of several levels, run at once. */
@NullMarked
package dev.weft.web.health;

import org.jspecify.annotations.NullMarked;
