package dev.weft.cli.mon;

/** How a message, or an object made of messages, is printed. Used by one thread at a time. */
interface Presenter {
  /** Writes the message; false when nothing of it is to be printed. */
  boolean present(Message message, Bytes out);

  /** Writes the object; false when nothing of it is to be printed. */
  boolean present(Collated object, Bytes out);
}
