package dev.weft.cli.mon;

/** {@code -c}: makes objects of messages. Used by one thread. */
interface Collator {
  /** Takes an object whose time has come. */
  interface Taker {
    void take(Collated object);
  }

  /** Takes a message in; what comes of it goes to the taker. */
  void add(Message message);

  /** How many unfinished objects were let go to bound the memory. */
  long letGo();

  /** How many objects wait for their end. */
  int waiting();
}
