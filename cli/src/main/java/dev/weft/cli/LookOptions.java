package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options on how things look, alike in all commands. */
final class LookOptions {
  static final List<String> VALUED = List.of("--color", "--tz");
  static final List<String> FLAGS = List.of("--ascii", "--utc");
  static final String HELP =
      """
            --color WHEN      auto, always or never. auto: on a terminal, unless
                              NO_COLOR is set in the environment.
            --ascii           Draw with ASCII signs only.
            --utc             Show times in UTC instead of this machine's zone.
            --tz ZONE         Show times in this zone, such as Europe/Zurich.
        -h, --help            Show this help.
      """;

  final boolean ascii;
  private final String color;
  private final boolean utc;
  private final @Nullable String tz;

  LookOptions(Arguments given) {
    this.ascii = given.has("--ascii");
    this.color = given.value("--color").orElse("auto");
    this.utc = given.has("--utc");
    this.tz = given.value("--tz").orElse(null);
  }

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
