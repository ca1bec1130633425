package dev.weft.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of the terminal, without a native library. */
public final class Terminal {
  private static final int UNLIMITED = 0;

  private Terminal() {}

  /** Whether the descriptor (0 input, 1 output) is a terminal. */
  static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.matches("/dev/(tty|console).*");
    } catch (IOException noSuchFolder) {
      return test(descriptor);
    }
  }

  /**
   * Whether something is piped or redirected into this command, which so has something to read
   * though no file was named. A folder of processes that is not there cannot tell: then yes, unless
   * input is a terminal.
   */
  public static boolean inputIsPiped() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
      String name = target.toString();
      return name.startsWith("pipe:") || name.startsWith("socket:") || Files.isRegularFile(target);
    } catch (IOException noSuchFolder) {
      return !test(0);
    }
  }

  /** Systems without /proc have the command, which looks at the descriptors it inherits. */
  private static boolean test(int descriptor) {
    try {
      Process test =
          new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO().start();
      return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException noCommand) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Columns of the terminal; 0 when it cannot be told. */
  public static int columns() {
    String columns = System.getenv("COLUMNS");
    if (columns != null && columns.matches("[1-9]\\d{0,4}")) {
      return Integer.parseInt(columns);
    }
    String size = sttySize();
    return size != null && size.matches("\\d{1,5} [1-9]\\d{0,4}")
        ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
        : UNLIMITED;
  }

  /** Rows of the terminal; 0 when it cannot be told. */
  public static int rows() {
    String size = sttySize();
    return size != null && size.matches("[1-9]\\d{0,4} \\d{1,5}")
        ? Integer.parseInt(size.substring(0, size.indexOf(' ')))
        : UNLIMITED;
  }

  private static @Nullable String sttySize() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] said = stty.getInputStream().readAllBytes();
      return stty.waitFor(1, TimeUnit.SECONDS)
          ? new String(said, StandardCharsets.US_ASCII).strip()
          : null;
    } catch (IOException noStty) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
