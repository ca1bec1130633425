package dev.weft.lucene;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the blocks that were read last, since events that are shown together mostly arrived
 * together.
 *
 * <p>Usable from any thread.
 */
final class BlockCache {
  private static final long MOST_BYTES = 16 << 20;

  private final Object lock = new Object();
  private final LinkedHashMap<Place, Block> blocks = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  private record Place(long slice, long first) {}

  /** The block that holds that arrival. */
  Block get(Slice slice, long arrival) throws IOException {
    RecordFile records = slice.records();
    Block known = known(slice, records.blockOf(arrival));
    if (known != null && known.holds(arrival)) {
      return known;
    }
    Block block = records.block(arrival);
    if (block == null || !block.holds(arrival)) {
      throw new IOException(
          slice.folder() + " is damaged: it lacks the record of arrival " + arrival);
    }
    keep(slice, records, block);
    return block;
  }

  /** The block that holds that arrival, or else the next one behind it; null when none does. */
  @Nullable Block from(Slice slice, long arrival) throws IOException {
    RecordFile records = slice.records();
    Block known = known(slice, records.blockOf(arrival));
    if (known != null && known.first() + known.size() > arrival) {
      return known;
    }
    Block block = records.block(arrival);
    if (block != null) {
      keep(slice, records, block);
    }
    return block;
  }

  private @Nullable Block known(Slice slice, long first) {
    synchronized (lock) {
      return blocks.get(new Place(slice.number(), first));
    }
  }

  private void keep(Slice slice, RecordFile records, Block block) {
    if (records.blockOf(block.first()) != block.first()) {
      // Not written yet, and so not whole.
      return;
    }
    synchronized (lock) {
      Block before = blocks.put(new Place(slice.number(), block.first()), block);
      bytes += block.bytes().length - (before == null ? 0 : before.bytes().length);
      var eldest = blocks.entrySet().iterator();
      while (bytes > MOST_BYTES && eldest.hasNext()) {
        Map.Entry<Place, Block> entry = eldest.next();
        bytes -= entry.getValue().bytes().length;
        eldest.remove();
      }
    }
  }
}
