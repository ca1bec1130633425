package dev.weft.lucene;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of a slice, compressed in blocks in the order of their arrival, each written once.
 *
 * <p>One thread adds, {@link #flush}es and {@link #sync}s; any thread reads, also what is not
 * written yet.
 */
final class RecordFile implements AutoCloseable {
  private static final int BLOCK_BYTES = 48 << 10;
  private static final int MOST_IN_BLOCK = 1024;

  private final Path path;
  private final RandomAccessFile reader;
  private final FileChannel file;
  private final FileChannel tableFile;
  private final BlockTable table;
  private final @Nullable BlockCodec codec;
  private final Object lock = new Object();
  private long length;
  private byte[] raw = new byte[BLOCK_BYTES * 2];
  private int[] ends = new int[MOST_IN_BLOCK];
  private int count;
  private long first;

  private RecordFile(
      Path path,
      RandomAccessFile reader,
      FileChannel file,
      FileChannel tableFile,
      BlockTable table,
      long length,
      boolean writes) {
    this.path = path;
    this.reader = reader;
    this.file = file;
    this.tableFile = tableFile;
    this.table = table;
    this.length = length;
    this.codec = writes ? new BlockCodec() : null;
  }

  /** Opens it for writing behind what was committed; what stands behind that is cut off. */
  static RecordFile write(Path folder, long length, int blocks) throws IOException {
    RecordFile records = open(folder, length, blocks, true);
    records.file.truncate(length);
    records.file.position(length);
    records.tableFile.truncate((long) blocks * BlockTable.ENTRY);
    records.tableFile.position((long) blocks * BlockTable.ENTRY);
    return records;
  }

  /** Opens it for reading. */
  static RecordFile read(Path folder, long length, int blocks) throws IOException {
    return open(folder, length, blocks, false);
  }

  private static RecordFile open(Path folder, long length, int blocks, boolean writes)
      throws IOException {
    StandardOpenOption[] options =
        writes
            ? new StandardOpenOption[] {
              StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE
            }
            : new StandardOpenOption[] {StandardOpenOption.READ};
    Path path = folder.resolve("records");
    FileChannel file = FileChannel.open(path, options);
    FileChannel tableFile = FileChannel.open(folder.resolve("blocks"), options);
    ByteBuffer entries = ByteBuffer.allocate(blocks * BlockTable.ENTRY);
    while (entries.hasRemaining() && tableFile.read(entries, entries.position()) >= 0) {
      // until all of it is read
    }
    if (entries.hasRemaining() || file.size() < length) {
      file.close();
      tableFile.close();
      throw new IOException(
          folder
              + " is damaged: its files \"records\" and \"blocks\" are shorter than its index"
              + " says; restore it from a copy, or remove this folder to go on without it");
    }
    RandomAccessFile reader = new RandomAccessFile(path.toFile(), "r");
    return new RecordFile(
        path, reader, file, tableFile, BlockTable.of(entries.flip()), length, writes);
  }

  /** Adds one record. */
  void add(long arrival, byte[] source, int from, int to) throws IOException {
    int bytes = to - from;
    if (count > 0
        && (arrival != first + count || count == MOST_IN_BLOCK || used() + bytes > BLOCK_BYTES)) {
      flush();
    }
    synchronized (lock) {
      if (count == 0) {
        first = arrival;
      }
      int at = used();
      if (raw.length < at + bytes) {
        raw = Arrays.copyOf(raw, at + bytes);
      }
      System.arraycopy(source, from, raw, at, bytes);
      ends[count++] = at + bytes;
    }
  }

  private int used() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** Writes what was added so far. */
  void flush() throws IOException {
    if (count == 0 || codec == null) {
      return;
    }
    ByteBuffer block = codec.write(first, ends, count, raw, used());
    long start = length;
    long end = start + block.remaining();
    writeAt(file, start, block);
    ByteBuffer entry =
        ByteBuffer.allocate(BlockTable.ENTRY).putLong(first).putInt(count).putLong(start).flip();
    writeAt(tableFile, (long) table.size() * BlockTable.ENTRY, entry);
    synchronized (lock) {
      length = end;
      table.add(first, count, start);
      count = 0;
    }
  }

  private static void writeAt(FileChannel channel, long position, ByteBuffer bytes)
      throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Makes what was written outlive the machine. */
  void sync() throws IOException {
    file.force(false);
    tableFile.force(false);
  }

  long length() {
    synchronized (lock) {
      return length;
    }
  }

  int blocks() {
    return table.size();
  }

  /** The first arrival number in the block that holds that one, which names the block. */
  long blockOf(long arrival) {
    int block = table.find(arrival);
    return block < table.size() ? table.first(block) : Long.MAX_VALUE;
  }

  /** The block that holds that arrival, or else the next one behind it; null when none does. */
  @Nullable Block block(long arrival) throws IOException {
    int block;
    long end;
    synchronized (lock) {
      block = table.find(arrival);
      if (block == table.size()) {
        return count > 0 && arrival < first + count ? unwritten() : null;
      }
      end = block + 1 < table.size() ? table.offset(block + 1) : length;
    }
    long start = table.offset(block);
    ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
    // Not by the channel: an interrupt of one reader would close it for all.
    synchronized (reader) {
      reader.seek(start);
      reader.readFully(bytes.array());
    }
    return BlockCodec.read(bytes, path + ", block at byte " + start);
  }

  private Block unwritten() {
    return new Block(first, Arrays.copyOf(raw, used()), 0, Arrays.copyOf(ends, count));
  }

  @Override
  public void close() throws IOException {
    if (codec != null) {
      codec.close();
    }
    reader.close();
    file.close();
    tableFile.close();
  }

  /** How many bytes both files take. */
  static long size(Path folder) throws IOException {
    return Files.size(folder.resolve("records")) + Files.size(folder.resolve("blocks"));
  }
}
