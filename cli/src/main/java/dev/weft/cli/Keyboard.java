package dev.weft.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Single keys from the terminal, without Enter. While it is open the terminal shows nothing of what
 * is typed; closing restores it, and so does the end of the process. Used by one thread.
 */
public final class Keyboard implements AutoCloseable {
  private static final File TERMINAL = new File("/dev/tty");

  private final InputStream keys;
  private final Thread restorer;

  private Keyboard(InputStream keys) {
    this.keys = keys;
    this.restorer = new Thread(Keyboard::restore, "weft-keyboard");
    Runtime.getRuntime().addShutdownHook(restorer);
  }

  /**
   * Opens it.
   *
   * @throws IOException when there is no terminal, or it cannot be set
   */
  public static Keyboard open() throws IOException {
    InputStream keys = new FileInputStream(TERMINAL);
    if (!stty("-icanon", "-echo", "min", "0", "time", "0")) {
      keys.close();
      throw new IOException("the terminal cannot be set to give single keys");
    }
    return new Keyboard(keys);
  }

  /** The next key that was pressed; -1 when none was. */
  public int key() throws IOException {
    return keys.read();
  }

  private static void restore() {
    stty("icanon", "echo");
  }

  private static boolean stty(String... settings) {
    String[] command = new String[settings.length + 1];
    command[0] = "stty";
    System.arraycopy(settings, 0, command, 1, settings.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(TERMINAL)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noStty) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    restore();
    keys.close();
    try {
      Runtime.getRuntime().removeShutdownHook(restorer);
    } catch (IllegalStateException alreadyEnding) {
      // It restores once more, which does no harm.
    }
  }
}
