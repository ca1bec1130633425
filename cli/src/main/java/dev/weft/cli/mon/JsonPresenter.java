package dev.weft.cli.mon;

import dev.weft.event.codec.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** As JSON: what of it is wanted, wrapped if wished. */
final class JsonPresenter implements Presenter {
  private static final Span EMPTY_OBJECT = Span.of("{}");

  private final List<UnaryOperator<Span>> steps = new ArrayList<>();
  private final Style style;
  private final boolean verbose;
  private final boolean emptyIsPrinted;
  private final Bytes wrapped = new Bytes();
  private final Span value = new Span();

  JsonPresenter(MonOptions options, Style style) {
    this.style = style;
    this.verbose = options.verbose > 0;
    // lcmon asks whether the wrapper is empty, which it never is.
    this.emptyIsPrinted = options.dropEmpty == 0 || (options.compat && verbose);
    if (!options.keys.isEmpty()) {
      steps.add(new KeyPicker(options.keys, options.compat, options.alwaysList)::pick);
    }
    if (options.compat) {
      addPythonsSteps(options);
    } else {
      addSteps(options);
    }
  }

  private void addSteps(MonOptions options) {
    Drop drop =
        switch (options.dropEmpty) {
          case 0 -> Drop.NOTHING;
          case 1 -> Drop.EMPTY;
          default -> Drop.FALSY;
        };
    boolean cut = options.pretty && !options.full;
    if (!options.trim.isEmpty() || drop != Drop.NOTHING || cut) {
      int longest = cut ? Rewriter.LONGEST_SHOWN : Rewriter.WHOLE;
      steps.add(new Rewriter(options.trim, drop, true, longest)::rewrite);
    }
  }

  // In two walks: what trimming empties is already empty when -z asks.
  private void addPythonsSteps(MonOptions options) {
    if (!options.trim.isEmpty()) {
      steps.add(new Rewriter(options.trim, Drop.NOTHING, false, Rewriter.WHOLE)::rewrite);
    }
    if (options.dropEmpty > 0) {
      steps.add(new Rewriter(List.of(), Drop.FALSY_AS_FOUND, false, Rewriter.WHOLE)::rewrite);
    }
  }

  @Override
  public boolean present(Message message, Bytes out) {
    Span shown = shaped(message.object());
    if (shown.start == shown.end) {
      if (!emptyIsPrinted) {
        return false;
      }
      shown = EMPTY_OBJECT;
    }
    if (verbose) {
      message.wrap(shown, wrapped.reset());
      shown = value.over(wrapped);
    }
    style.write(shown, out);
    return true;
  }

  @Override
  public boolean present(Collated object, Bytes out) {
    if (verbose) {
      JsonWriter json = object.verbose();
      value.over(json.bytes(), 0, json.length());
    } else {
      value.over(object.state());
    }
    Span shown = shaped(value);
    if (shown.start == shown.end) {
      return false;
    }
    style.write(shown, out);
    return true;
  }

  private Span shaped(Span whole) {
    Span shown = whole;
    for (UnaryOperator<Span> step : steps) {
      shown = step.apply(shown);
    }
    return shown;
  }
}
