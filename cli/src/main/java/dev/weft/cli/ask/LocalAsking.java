package dev.weft.cli.ask;

import dev.weft.cli.Inputs;
import dev.weft.cli.Words;
import dev.weft.cli.load.Defaults;
import dev.weft.cli.load.Gathering;
import dev.weft.cli.load.Reading;
import dev.weft.event.command.Streams;
import dev.weft.event.display.Answer;
import dev.weft.event.display.Answers;
import dev.weft.event.display.Format;
import dev.weft.event.display.Question;
import dev.weft.event.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Files, read into memory and asked there. Used by one thread. */
final class LocalAsking implements Asking {
  private final MemoryStore store;
  private final Answers answers;

  private LocalAsking(MemoryStore store) {
    this.store = store;
    this.answers = Answers.over(store, Clock.systemUTC());
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one is not there
   */
  static LocalAsking open(List<String> files, Streams streams) throws IOException {
    try {
      Inputs.check(files);
    } catch (IllegalArgumentException noFile) {
      throw new IllegalArgumentException(
          noFile.getMessage() + "; what is no file stands before --local, or behind --", noFile);
    }
    MemoryStore store = MemoryStore.create();
    Gathering gathering = new Gathering(store::append);
    Defaults defaults = new Defaults("?", "?", ZoneId.systemDefault(), Clock.systemUTC());
    for (String file : files) {
      try (InputStream in = Inputs.open(file, streams)) {
        new Reading(null, defaults, gathering, () -> {}).read(in);
      }
    }
    gathering.flush();
    if (!gathering.refused().isEmpty()) {
      streams
          .err()
          .println(
              gathering.refused().entrySet().stream()
                  .map(refused -> Words.count(refused.getValue(), "line") + ": " + refused.getKey())
                  .collect(Collectors.joining(", ", "left out: ", "")));
    }
    return new LocalAsking(store);
  }

  @Override
  public Reply ask(Inquiry inquiry) throws IOException {
    Format format = inquiry.rows() ? Format.NDJSON : Format.JSON;
    Answer answer = answers.ask(new Question(inquiry.path(), inquiry.parameters(), format));
    return new Reply(answer.status(), answer.complete(), answer.cursor(), answer.body());
  }

  @Override
  public String page(String path) {
    throw new IllegalArgumentException("--link needs a collector; files have no page");
  }

  @Override
  public String name() {
    return "these files";
  }

  @Override
  public void close() {
    store.close();
  }
}
