package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options on how things look, alike in all commands. */
public final class LookOptions {
  static final List<String> VALUED = List.of("--color", "--tz");
  static final List<String> FLAGS = List.of("--ascii", "--utc");
  static final Map<String, List<String>> CHOICES =
      Map.of("--color", List.of("auto", "always", "never"));

  /** Their part of a command's help. */
  public static final String HELP =
      """
            --color WHEN      auto, always or never. auto: on a terminal, unless
                              NO_COLOR is set in the environment.
            --ascii           Draw with ASCII signs only.
            --utc             Show times in UTC instead of this machine's zone.
            --tz ZONE         Show times in this zone, such as Europe/Zurich.
        -h, --help            Show this help.
      """;

  /** Whether signs beyond ASCII are to be avoided. */
  public final boolean ascii;

  private final String color;
  private final boolean utc;
  private final @Nullable String tz;

  /** Those that were given. */
  public LookOptions(Arguments given) {
    this.ascii = given.has("--ascii");
    this.color = given.value("--color").orElse("auto");
    this.utc = given.has("--utc");
    this.tz = given.value("--tz").orElse(null);
  }

  /** Colours, or none. {@link Usage} lets no other value of {@code --color} pass. */
  public Paint paint(boolean terminal) {
    return Paint.of(color, terminal, System.getenv("NO_COLOR"));
  }

  /**
   * The zone in which times are shown.
   *
   * @throws IllegalArgumentException when there is no such zone
   */
  public Zone zone() {
    return Zone.of(utc, tz);
  }
}
