package dev.weft.cli.ask;

import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options on who is asked, alike in all commands that ask. */
public final class AskOptions {
  /** Options with a value. */
  public static final List<String> VALUED = List.of("-u --url");

  /** Options with several values. */
  public static final List<String> SEVERAL = List.of("--local");

  /** Their part of a command's help. */
  public static final String HELP =
      """
        -u, --url URL         Ask this collector. Default: WEFT_URL, then url in
                              ~/.config/weft/config, then http://127.0.0.1:7410.
                              WEFT_TOKEN or token there gives the right.
            --local FILE...   Ask files instead of a collector: records, and all
                              that weft load reads. Put it last, or -- behind it.
      """;

  private final @Nullable String url;
  private final List<String> files;

  /** Those that were given. */
  public AskOptions(Arguments given) {
    this.url = given.value("--url").orElse(null);
    this.files = given.values("--local");
    if (url != null && !files.isEmpty()) {
      throw new IllegalArgumentException("-u and --local exclude each other; leave one out");
    }
  }

  /** Whether files are asked. */
  public boolean local() {
    return !files.isEmpty();
  }

  /**
   * Who answers.
   *
   * @param streams for notices about files
   * @throws IllegalArgumentException when an address or a file is wrong
   */
  public Asking open(Streams streams) throws IOException {
    return local() ? LocalAsking.open(files, streams) : collector();
  }

  /**
   * The collector, also for what files cannot do.
   *
   * @throws IllegalArgumentException when files were named, or the address is wrong
   */
  public Collector collector() throws IOException {
    if (local()) {
      throw new IllegalArgumentException("this needs a collector; leave --local out");
    }
    return Collector.at(access(url));
  }

  /** The address that these options, the environment and the configuration give. */
  static Access access(@Nullable String url) throws IOException {
    return Access.of(url, System.getenv(), Path.of(System.getProperty("user.home", "/")));
  }
}
