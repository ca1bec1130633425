package dev.weft.event.display;

/** How an answer is written. */
public enum Format {
  /** One document. */
  JSON("application/json"),
  /** A line for each row; one line in all where there are no rows. */
  NDJSON("application/x-ndjson"),
  /**
   * RFC 4180, with a line of names. A cell that a spreadsheet would take for a formula has an
   * apostrophe before it.
   */
  CSV("text/csv; charset=utf-8; header=present");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** As HTTP's {@code Content-Type} has it. */
  public String mediaType() {
    return mediaType;
  }
}
