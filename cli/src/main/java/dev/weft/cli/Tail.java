package dev.weft.cli;

import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.Query;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows the lines of files, of standard input or of what a collector publishes. Used by one thread.
 */
public final class Tail {
  private static final long POLL_MILLIS = 200;
  private static final int DEFAULT_BEFORE_FOLLOWING = 10;

  private final TailOptions options;
  private final Streams streams;
  private final Printer printer;
  private final Records records;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Deque<byte[]> last = new ArrayDeque<>();
  private boolean holding;
  private long printed;

  /** What the options name. */
  public Tail(TailOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
    this.printer = Printer.of(options, streams.terminal());
    this.records = new Records(Query.parse(options.where), this::take);
  }

  /** Makes a record into what is printed. */
  interface Printer {
    void print(RawEvent event, PrintStream out);

    static Printer of(TailOptions options, boolean terminal) {
      Zone zone = options.look.zone();
      Paint paint = options.look.paint(terminal);
      boolean json = options.json || !(terminal || options.line);
      if (!options.output.isEmpty()) {
        Columns columns = new Columns(options.output, zone);
        return json
            ? (event, out) -> printed(columns.json(event), out)
            : (event, out) -> out.print(columns.line(event) + '\n');
      }
      if (json) {
        return (event, out) -> {
          out.write(event.bytes(), event.start(), event.end() - event.start());
          out.write('\n');
        };
      }
      LineFormat format = new LineFormat(zone, paint, options.look.ascii);
      return (event, out) -> out.print(format.format(EventDecoder.decode(event)));
    }

    private static void printed(JsonWriter json, PrintStream out) {
      out.write(json.bytes(), 0, json.length());
      out.write('\n');
    }
  }

  /** Runs to its end; gives the exit status. */
  public int run() throws IOException, InterruptedException {
    if (options.url == null && !options.follow) {
      return read();
    }
    StopSignal signal = new StopSignal(this::stop, streams.err());
    try {
      return options.url != null ? listen(options.url) : read();
    } finally {
      signal.close();
    }
  }

  private int read() throws IOException, InterruptedException {
    List<String> names = options.files.isEmpty() ? List.of(Inputs.STANDARD) : options.files;
    Inputs.check(names);
    holding = options.count != null || options.follow;
    if (options.follow && !names.contains(Inputs.STANDARD)) {
      follow(names);
    } else {
      holding = options.count != null;
      for (String name : names) {
        if (!Inputs.read(name, streams, records)) {
          break;
        }
      }
      release();
    }
    return finish(options.follow);
  }

  private void follow(List<String> names) throws IOException, InterruptedException {
    List<Follower> followers = new ArrayList<>();
    try {
      for (String name : names) {
        followers.add(new Follower(name, records));
      }
      poll(followers);
      release();
      while (!streams.out().checkError()
          && !stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)
          && poll(followers)) {
        streams.out().flush();
      }
    } finally {
      for (Follower follower : followers) {
        follower.close();
      }
    }
  }

  private static boolean poll(List<Follower> followers) throws IOException {
    for (Follower follower : followers) {
      if (!follower.poll()) {
        return false;
      }
    }
    return true;
  }

  private int listen(String url) throws IOException, InterruptedException {
    if (!options.files.isEmpty()) {
      throw new IllegalArgumentException("-u and files exclude each other; leave one out");
    }
    Subscription subscription = Subscription.open(url, this::live, streams.err());
    try {
      while (!stopped.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (streams.out().checkError()) {
          break;
        }
      }
    } finally {
      subscription.close();
    }
    return finish(true);
  }

  /** Takes one record from the receiver's thread. */
  private void live(byte[] bytes, int start, int end) throws IOException {
    if (stopped.getCount() == 0) {
      return;
    }
    boolean enough =
        !records.line(bytes, start, end) || (options.count != null && printed >= options.count);
    streams.out().flush();
    if (enough) {
      stopped.countDown();
    }
  }

  /** Ends following and listening, from any thread. */
  void stop() {
    stopped.countDown();
  }

  private boolean take(RawEvent event) {
    if (SignOfLife.is(event)) {
      return true;
    }
    if (holding) {
      hold(event.toBytes());
      return true;
    }
    print(event);
    return !streams.out().checkError();
  }

  private void hold(byte[] record) {
    int most = options.count != null ? options.count : DEFAULT_BEFORE_FOLLOWING;
    last.add(record);
    if (last.size() > most) {
      last.remove();
    }
  }

  /** Prints what was held back, since only the last were wanted; from now on, all. */
  private void release() {
    RawEvent view = new RawEvent();
    last.forEach(record -> print(view.over(record)));
    last.clear();
    holding = false;
    streams.out().flush();
  }

  private void print(RawEvent event) {
    printer.print(event, streams.out());
    printed++;
  }

  private int finish(boolean summary) {
    streams.out().flush();
    if (summary) {
      streams
          .err()
          .println(
              Words.count(records.seen(), "event") + " seen, " + Words.grouped(printed) + " shown");
    }
    records.report(streams.err());
    return printed > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }
}
