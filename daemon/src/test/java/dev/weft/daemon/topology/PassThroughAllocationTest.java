package dev.weft.daemon.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.event.query.Query;
import dev.weft.testkit.Records;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not changed costs no memory on its way from the source to the buffers. */
class PassThroughAllocationTest {
  private static final int RECORDS = 400;
  private static final int ROUNDS = 200;

  @TempDir Path folder;

  @Test
  void accept_withoutFilters_allocatesLessThan16BytesARecord() throws Exception {
    assertThat(bytesPerRecord(new Plan(folder))).isLessThan(16);
  }

  @Test
  void accept_throughAKeepFilter_allocatesLessThan16BytesARecord() throws Exception {
    Query query = Query.parse("level:>=info");

    assertThat(bytesPerRecord(new Plan(folder).filter("1-keep", query::matches))).isLessThan(16);
  }

  private static double bytesPerRecord(Plan plan) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Batch batch = Records.batch(Records.numbered(0, RECORDS));
    try (Collector collector =
        Collector.start(plan.source().sink("none", discarding()).configuration())) {
      for (int i = 0; i < ROUNDS; i++) {
        plan.intake(0).accept(batch);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        plan.intake(0).accept(batch);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(collector.counts().received()).isEqualTo(2L * ROUNDS * RECORDS);
      return (double) allocated / ROUNDS / RECORDS;
    }
  }

  private static Sink discarding() {
    return new Sink() {
      @Override
      public Delivery deliver(Batch batch) {
        return Delivery.DELIVERED;
      }

      @Override
      public void close() {}
    };
  }
}
