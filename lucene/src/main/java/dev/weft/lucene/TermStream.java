package dev.weft.lucene;

import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of one event, gathered as bytes and handed to the index as they are, without an
 * analyzer's objects. Used again for the next event by the same thread.
 */
final class TermStream extends TokenStream {
  private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
  private byte[] bytes = new byte[4096];
  private int[] ends = new int[256];
  private int count;
  private int length;
  private int next;

  /** Forgets all terms. */
  void clear() {
    count = 0;
    length = 0;
  }

  /** Continues the term that is being made. */
  TermStream put(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) b;
    return this;
  }

  /**
   * Continues the term that is being made with a text in UTF-8, or its first {@code most} bytes.
   */
  TermStream put(String text, int most) {
    int from = length;
    for (int i = 0; i < text.length() && length - from < most; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        put(unit);
      } else {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint) - 1;
        putCodePoint(codePoint);
      }
    }
    length = Math.min(length, from + most);
    return this;
  }

  /** Continues the term that is being made with a character in UTF-8. */
  void putCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xC0 | (codePoint >> 6)).continued(codePoint);
    } else if (codePoint < 0x10000) {
      put(0xE0 | (codePoint >> 12)).continued(codePoint >> 6).continued(codePoint);
    } else {
      put(0xF0 | (codePoint >> 18)).continued(codePoint >> 12);
      continued(codePoint >> 6).continued(codePoint);
    }
  }

  private TermStream continued(int bits) {
    return put(0x80 | (bits & 0x3F));
  }

  /** Continues the term that is being made. */
  TermStream put(BytesRef some) {
    for (int i = 0; i < some.length; i++) {
      put(some.bytes[some.offset + i]);
    }
    return this;
  }

  /** How many bytes the term that is being made has. */
  int pending() {
    return length - (count == 0 ? 0 : ends[count - 1]);
  }

  /** Ends the term; an empty one is none. */
  void end(boolean keep) {
    if (!keep || pending() == 0) {
      length -= pending();
      return;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = length;
  }

  /** Takes the last term again as a reference that stays good; for queries. */
  BytesRef take() {
    int from = count == 0 ? 0 : ends[count - 1];
    BytesRef made = new BytesRef(Arrays.copyOfRange(bytes, from, length));
    length = from;
    return made;
  }

  @Override
  public void reset() {
    // The end of the event before has left its marks.
    clearAttributes();
    next = 0;
  }

  @Override
  public boolean incrementToken() {
    if (next == count) {
      return false;
    }
    int from = next == 0 ? 0 : ends[next - 1];
    // Not a copy: the index takes the bytes before it asks for more.
    term.setBytesRef(new BytesRef(bytes, from, ends[next] - from));
    next++;
    return true;
  }
}
