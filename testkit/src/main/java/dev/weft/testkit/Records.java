package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Makes wire records for tests: small and valid, or valid and as unpleasant as the wire permits.
 *
 * <p>Usable from any thread.
 */
public final class Records {
  /** The task that {@link #logged(int)} places its records in. */
  public static final String TASK = "6f1c1a52-0000-4000-8000-000000000001/1";

  private static final int DEEP = 60;
  private static final int LARGE = 1 << 20;

  private Records() {}

  /**
   * A log record, number {@code number} of {@link #TASK}, whose message is {@code event NUMBER}.
   */
  public static String logged(int number) {
    return logged(number, "event " + number, "");
  }

  /** A log record outside every task; {@code message} is plain text without quotes. */
  public static String logged(String message) {
    return record("null", message, "");
  }

  /**
   * A log record of {@link #TASK} with more members.
   *
   * @param number its number in the task
   * @param message plain text, without characters that JSON escapes
   * @param members JSON members such as {@code "user":"ann"}; may be empty
   */
  public static String logged(int number, String message, String members) {
    return record("{\"key\":\"" + number + "@" + TASK + "\"}", message, members);
  }

  private static String record(String context, String message, String members) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"weft.test\",\"msg\":\"%s\",\"args\":null,\"levelname\":\"INFO\",\"levelno\":20,"
            + "\"created\":1764000000.25,\"msecs\":250,\"thread\":1,\"threadName\":\"main\","
            + "\"processName\":\"test\",\"process\":4711,\"hostname\":\"localhost\",\"context\":%s,"
            + "\"message\":\"%s\"%s%s}",
        message,
        context,
        message,
        members.isEmpty() ? "" : ",",
        members);
  }

  /** The records {@link #logged(int)} from {@code first}, {@code count} of them. */
  public static List<String> numbered(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(Records::logged).toList();
  }

  /** A batch of those records, in their order. */
  public static Batch batch(List<String> records) {
    Batch.Builder builder = Batch.builder("test");
    records.forEach(record -> builder.add(record.getBytes(UTF_8)));
    return builder.build();
  }

  /** A batch of those records, in their order. */
  public static Batch batch(String... records) {
    return batch(List.of(records));
  }

  /** The records of a batch as texts, in their order. */
  public static List<String> texts(Batch batch) {
    List<String> texts = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      texts.add(new String(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i), UTF_8));
    }
    return texts;
  }

  /**
   * Valid records that break careless code: nested deeply, a text of 1 MiB, every kind of escape
   * and plane of Unicode, names that repeat, are empty, hold dots and dollar signs, numbers beyond
   * every type, blanks between tokens, nothing at all. Numbers {@code first} and following of
   * {@link #TASK}.
   */
  public static List<String> hostile(int first) {
    List<String> members =
        List.of(
            "\"deep\":" + "{\"a\":[".repeat(DEEP) + "1" + "]}".repeat(DEEP),
            "\"large\":\"" + "x".repeat(LARGE) + "\"",
            "\"unicode\":\"\\u0000\\u001f\\n\\\"\\\\\\/\\ud83d\\ude00 \u00e9 \u4f60 \ud83e\uddf5\u202e\"",
            "\"twice\":1,\"twice\":2",
            "\"\":0,\"a.b\":1,\"$set\":{\"$where\":2},\"a\\u002eb.c\":3,\"_id\":4",
            "\"numbers\":[1e400,-0.0,123456789012345678901234567890,0.1e-400,9223372036854775807,"
                + "9223372036854775808,1.7976931348623157e308,3.00]",
            " \"blanks\" : [ 1 ,\t2 , { } ] ",
            "\"nothing\":[null,{},[],\"\",false]");
    List<String> records = new ArrayList<>();
    for (String member : members) {
      int number = first + records.size();
      records.add(logged(number, "event " + number, member));
    }
    return records;
  }
}
