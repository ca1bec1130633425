package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs: a sign, a name, left and right. Used by one thread. */
final class DiffPicture {
  private final Paint paint;
  private final Visible visible;
  private final boolean all;
  private final PrintStream out;

  DiffPicture(LookOptions look, boolean all, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.all = all;
    this.out = streams.out();
  }

  /** Draws the answer of the API, unless {@code silent}; whether anything differs. */
  boolean trees(Members answer, boolean silent) {
    boolean differ = false;
    for (Members node : answer.objects("nodes")) {
      String change = node.text("change", "same");
      differ |= !change.equals("same");
      if (silent || (change.equals("same") && !all)) {
        continue;
      }
      String path = node.text("path", "");
      String name = visible.line(node.text("name", "") + (path.isEmpty() ? "" : " /" + path));
      switch (change) {
        case "added" -> out.println(paint.good("+ " + name) + "  " + told(node.object("right")));
        case "removed" -> out.println(paint.bad("- " + name) + "  " + told(node.object("left")));
        case "changed" ->
            out.println(
                paint.doubt("~ " + name)
                    + "  "
                    + told(node.object("left"))
                    + "  |  "
                    + told(node.object("right")));
        default -> out.println("  " + name + "  " + paint.dim(told(node.object("left"))));
      }
    }
    return differ;
  }

  private String told(Members side) {
    String status = Statuses.word(side.text("status", ""));
    double seconds = side.number("duration");
    String took = Double.isNaN(seconds) ? "" : ' ' + Words.duration(RowEvents.seconds(seconds));
    String events = side.has("events") ? ", " + Words.count(side.whole("events", 0), "event") : "";
    return visible.line(status + took + events);
  }

  /** Draws two records member by member; whether anything differs. */
  boolean events(Members left, Members right) {
    Map<String, @Nullable Object> ours = flat(left);
    Map<String, @Nullable Object> theirs = flat(right);
    Set<String> names = new LinkedHashSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    boolean differ = false;
    for (String name : names) {
      boolean same =
          Objects.equals(ours.get(name), theirs.get(name))
              && ours.containsKey(name) == theirs.containsKey(name);
      differ |= !same;
      String padded = visible.line(name) + " ".repeat(width - name.length());
      if (!same) {
        out.println(
            paint.doubt("~ " + padded) + "  " + value(ours, name) + "  |  " + value(theirs, name));
      } else if (all) {
        out.println("  " + padded + "  " + paint.dim(value(ours, name)));
      }
    }
    return differ;
  }

  private String value(Map<String, @Nullable Object> side, String name) {
    if (!side.containsKey(name)) {
      return "(not there)";
    }
    Object value = side.get(name);
    // As JSON has it: a time in seconds since 1970 is no text with an exponent.
    String text =
        value instanceof Number ? new JsonWriter().value(value).toString() : Words.value(value);
    return visible.line(text);
  }

  /** Objects are opened, so that {@code context.order} is compared by itself. */
  private static Map<String, @Nullable Object> flat(Members members) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>();
    members
        .all()
        .forEach((name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flat(Members.of(inner)).forEach((deeper, its) -> flat.put(name + '.' + deeper, its));
          } else {
            flat.put(name, value);
          }
        });
    return flat;
  }
}
