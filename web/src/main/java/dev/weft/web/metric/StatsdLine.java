package dev.weft.web.metric;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How a metric is written for StatsD. Immutable. */
final class StatsdLine {
  private static final int LONGEST_KEY = 450;
  private static final Pattern INVALID_IN_KEY = Pattern.compile("[^a-zA-Z0-9_]");
  private static final Pattern INVALID_IN_VALUE = Pattern.compile("[,#|]");

  private final String prefix;
  private final boolean tagged;
  private final SortedMap<String, String> globalTags;

  StatsdLine(String prefix, boolean tagged, SortedMap<String, String> globalTags) {
    this.prefix = prefix;
    this.tagged = tagged;
    this.globalTags = globalTags;
  }

  /** What is the same in all datagrams of the metric. */
  Frame frame(Metric metric) {
    return new Frame((key(metric) + ':').getBytes(UTF_8), tags(metric).getBytes(UTF_8));
  }

  private String key(Metric metric) {
    StringBuilder key = new StringBuilder(prefix);
    String separator = "";
    for (String part : metric.key(tagged)) {
      key.append(separator).append(sanitised(part));
      separator = ".";
    }
    // In characters as the sender counts them, of which one may be two here.
    return key.codePointCount(0, key.length()) <= LONGEST_KEY
        ? key.toString()
        : key.substring(0, key.offsetByCodePoints(0, LONGEST_KEY));
  }

  private String tags(Metric metric) {
    SortedMap<String, String> all = new TreeMap<>(globalTags);
    all.putAll(metric.tags(tagged));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> tag : all.entrySet()) {
      text.append(text.isEmpty() ? "|#" : ",")
          .append(sanitised(tag.getKey()))
          .append(':')
          .append(INVALID_IN_VALUE.matcher(tag.getValue()).replaceAll("_"));
    }
    return text.toString();
  }

  private static String sanitised(String part) {
    return INVALID_IN_KEY.matcher(part).replaceAll("_");
  }

  /** The bytes before the value and those behind its type; never changed. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Frame(byte[] head, byte[] tail) {
    ByteBuffer datagram(String valueAndType) {
      byte[] middle = valueAndType.getBytes(UTF_8);
      return ByteBuffer.allocate(head.length + middle.length + tail.length)
          .put(head)
          .put(middle)
          .put(tail)
          .flip();
    }
  }
}
