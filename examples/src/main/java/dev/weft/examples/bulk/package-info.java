/** Pushes finished objects to a search engine. */
@NullMarked
package dev.weft.examples.bulk;

import org.jspecify.annotations.NullMarked;
