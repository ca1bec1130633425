/** The embedded event store: a write-ahead log, compressed records, and Apache Lucene's indexes. */
@NullMarked
package dev.weft.lucene;

import org.jspecify.annotations.NullMarked;
