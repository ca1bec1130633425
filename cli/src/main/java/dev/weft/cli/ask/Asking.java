package dev.weft.cli.ask;

import dev.weft.cli.Failed;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Answers questions about events, as docs/api.md has them. Who asks does not know whether a
 * collector or files answer. Used by one thread.
 */
public interface Asking extends AutoCloseable {
  /**
   * Asks, and gives whatever is answered, refusals too.
   *
   * @throws Failed when the other side cannot be reached; names it, and the cure
   */
  Reply ask(Inquiry inquiry) throws IOException, InterruptedException;

  /**
   * The address of the web page's screen for that path, such as {@code /s?q=…}.
   *
   * @throws IllegalArgumentException where there is no page, since files answer
   */
  String page(String path);

  /** Who answers, for a person. */
  String name();

  @Override
  void close();

  /**
   * The one object that is answered.
   *
   * @throws Failed for a refusal, in words for a person and with the status to end with
   */
  default Members object(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Inquiry inquiry = new Inquiry(path, parameters, false);
    return Members.read(Refusals.none(inquiry, ask(inquiry), name()).body());
  }

  /**
   * One page of rows.
   *
   * @throws Failed for a refusal
   */
  default Rows rows(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Inquiry inquiry = new Inquiry(path, parameters, true);
    Reply reply = Refusals.none(inquiry, ask(inquiry), name());
    return new Rows(Members.readLines(reply.body()), reply.cursor(), reply.complete());
  }

  /**
   * A page of rows.
   *
   * @param cursor what to ask with for the next page; null when nothing follows
   * @param complete whether all that could match was looked at
   */
  record Rows(
      List<Members> rows, @org.jspecify.annotations.Nullable String cursor, boolean complete) {
    /** Copies the rows. */
    public Rows {
      rows = List.copyOf(rows);
    }
  }
}
