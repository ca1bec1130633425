package dev.weft.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that all commands have: how things look, and the way to their help. Filled by one
 * thread.
 */
final class LookOptions {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto, always or never. auto: on a terminal, unless NO_COLOR is set in the environment.")
  String color = "auto";

  @Option(names = "--ascii", description = "Draw with ASCII signs only.")
  boolean ascii;

  @Option(names = "--utc", description = "Show times in UTC instead of this machine's zone.")
  boolean utc;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description = "Show times in this zone, such as Europe/Zurich.")
  @Nullable String tz;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  Paint paint(boolean terminal) {
    if (!color.equals("auto") && !color.equals("always") && !color.equals("never")) {
      throw new IllegalArgumentException("--color " + color + " is not one of auto, always, never");
    }
    return Paint.of(color, terminal, System.getenv("NO_COLOR"));
  }

  Zone zone() {
    return Zone.of(utc, tz);
  }
}
