package dev.weft.cli.mon;

import dev.weft.cli.Columns;
import dev.weft.cli.LineFormat;
import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Zone;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code -T} and {@code -o}: what is known of a record, rather than its JSON. */
final class RecordPresenter implements Presenter {
  private final RawEvent view = new RawEvent();
  private final Span span = new Span();
  private final Visible visible;
  private final @Nullable Rewriter rewriter;
  private final BiConsumer<RawEvent, Bytes> form;

  RecordPresenter(MonOptions options, boolean terminal) {
    this.visible = new Visible(options.look.ascii);
    Drop drop =
        options.dropEmpty == 0 ? Drop.NOTHING : options.dropEmpty == 1 ? Drop.EMPTY : Drop.FALSY;
    boolean cut = options.line && !options.full;
    this.rewriter =
        options.trim.isEmpty() && drop == Drop.NOTHING && !cut
            ? null
            : new Rewriter(options.trim, drop, true, cut ? Rewriter.LONGEST_SHOWN : Rewriter.WHOLE);
    this.form = form(options, terminal);
  }

  private static BiConsumer<RawEvent, Bytes> form(MonOptions options, boolean terminal) {
    Zone zone = options.look.zone();
    Paint paint = options.look.paint(terminal);
    if (options.output.isEmpty()) {
      LineFormat format = new LineFormat(zone, paint, options.look.ascii);
      return (record, out) -> out.add(format.format(EventDecoder.decode(record)));
    }
    Columns columns = new Columns(options.output, zone);
    if (options.line) {
      return (record, out) -> out.add(columns.line(record)).add('\n');
    }
    return (record, out) -> {
      JsonWriter json = columns.json(record);
      out.add(json.bytes(), 0, json.length()).add('\n');
    };
  }

  @Override
  public boolean present(Message message, Bytes out) {
    if (!message.record()) {
      out.add(visible.line(message.object().toString())).add('\n');
      return true;
    }
    return present(message.flat(), out);
  }

  @Override
  public boolean present(Collated object, Bytes out) {
    return present(new RawEvent().over(object.record().toBytes()), out);
  }

  private boolean present(RawEvent record, Bytes out) {
    RawEvent shown = record;
    if (rewriter != null) {
      Span rest = rewriter.rewrite(span.over(record.bytes(), begin(record), record.end()));
      if (rest.start == rest.end) {
        return false;
      }
      shown = view.over(rest.copy());
    }
    form.accept(shown, out);
    return true;
  }

  private static int begin(RawEvent record) {
    int at = record.start();
    while (record.bytes()[at] != '{') {
      at++;
    }
    return at;
  }
}
