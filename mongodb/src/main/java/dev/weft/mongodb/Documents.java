package dev.weft.mongodb;

import dev.weft.event.codec.JsonWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's values into BSON, losing nothing:
 *
 * <ul>
 *   <li>names: dots, leading dollar signs, NUL and per cent signs are percent-encoded ({@code a.b}
 *       becomes {@code a%2Eb}), and so is the underscore of a record's own {@code _id}; decoding
 *       the name gives the original;
 *   <li>whole numbers of more than 64 bits and fractions that a double cannot hold become
 *       Decimal128, or text where that is too small as well;
 *   <li>what lies deeper than MongoDB's hundred levels is kept as JSON text;
 *   <li>half of a surrogate pair, which UTF-8 cannot write, becomes U+FFFD.
 * </ul>
 *
 * <p>Functions only, usable from any thread.
 */
final class Documents {
  // MongoDB's limit is 100; drivers and tools add levels of their own.
  private static final int DEEPEST = 90;

  private Documents() {}

  static BsonDocument document(Map<String, ?> record) {
    BsonDocument document = object(record, 1);
    BsonValue own = document.remove("_id");
    if (own != null) {
      document.put("%5Fid", own);
    }
    return document;
  }

  private static BsonDocument object(Map<?, ?> members, int depth) {
    BsonDocument document = new BsonDocument();
    members.forEach(
        (name, value) -> document.put(legalName(String.valueOf(name)), value(value, depth + 1)));
    return document;
  }

  private static BsonValue value(@Nullable Object value, int depth) {
    if (value == null) {
      return BsonNull.VALUE;
    }
    if (value instanceof Map || value instanceof List) {
      return nested(value, depth);
    }
    if (value instanceof String text) {
      return new BsonString(legalText(text));
    }
    if (value instanceof Boolean truth) {
      return BsonBoolean.valueOf(truth);
    }
    return value instanceof Number number
        ? number(number)
        : new BsonString(legalText(String.valueOf(value)));
  }

  private static BsonValue nested(Object value, int depth) {
    if (depth > DEEPEST) {
      return new BsonString(legalText(new JsonWriter().value(value).toString()));
    }
    if (value instanceof Map<?, ?> members) {
      return object(members, depth);
    }
    BsonArray array = new BsonArray();
    for (Object item : (List<?>) value) {
      array.add(value(item, depth + 1));
    }
    return array;
  }

  private static BsonValue number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return new BsonDouble(number.doubleValue());
    }
    if (number instanceof BigInteger whole) {
      return decimal(new BigDecimal(whole));
    }
    if (number instanceof BigDecimal fraction) {
      return decimal(fraction);
    }
    long whole = number.longValue();
    return whole == (int) whole ? new BsonInt32((int) whole) : new BsonInt64(whole);
  }

  private static BsonValue decimal(BigDecimal number) {
    try {
      return new BsonDecimal128(new Decimal128(number));
    } catch (NumberFormatException moreThan34Digits) {
      return new BsonString(number.toString());
    }
  }

  static String legalName(String name) {
    boolean legal = !name.startsWith("$");
    for (int i = 0; i < name.length() && legal; i++) {
      char c = name.charAt(i);
      legal = c != '.' && c != '%' && c != 0 && !Character.isSurrogate(c);
    }
    return legal ? name : encodedName(legalText(name));
  }

  private static String encodedName(String name) {
    String encoded = name.replace("%", "%25").replace(".", "%2E").replace("\0", "%00");
    return encoded.startsWith("$") ? "%24" + encoded.substring(1) : encoded;
  }

  private static String legalText(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // Java writes half a pair as a question mark, which could not be told from a real one.
        return halvesReplaced(text);
      }
    }
    return text;
  }

  private static String halvesReplaced(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }
}
