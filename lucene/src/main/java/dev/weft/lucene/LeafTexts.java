package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one column in one segment, each made once. For walks that see most of a segment.
 *
 * <p>Used by one thread.
 */
final class LeafTexts {
  private final LeafReaderContext leaf;
  private final SortedDocValues column;
  private final @Nullable String[] texts;

  LeafTexts(LeafReaderContext leaf, String column) throws IOException {
    this.leaf = leaf;
    this.column = DocValues.getSorted(leaf.reader(), column);
    this.texts = new String[this.column.getValueCount()];
  }

  @SuppressWarnings("ReferenceEquality") // is it the same segment?
  boolean of(LeafReaderContext other) {
    return leaf == other;
  }

  /** How many texts there are. */
  int size() {
    return texts.length;
  }

  /** The text that a column holds, made without the characters between bytes and text. */
  static String of(BytesRef utf8) {
    return new String(utf8.bytes, utf8.offset, utf8.length, UTF_8);
  }

  /** The place of the document's text among them; -1 when it has none. */
  int ordinal(int doc) throws IOException {
    return column.advanceExact(doc) ? column.ordValue() : -1;
  }

  /** The document's text; null when it has none. */
  @Nullable String text(int doc) throws IOException {
    int ordinal = ordinal(doc);
    return ordinal < 0 ? null : at(ordinal);
  }

  /** The text at that place. */
  String at(int ordinal) throws IOException {
    String text = texts[ordinal];
    if (text == null) {
      text = of(column.lookupOrd(ordinal));
      texts[ordinal] = text;
    }
    return text;
  }
}
