package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingSinkTest extends SinkContract {
  private final RecordingSink sink = new RecordingSink();

  @Override
  protected Sink createSink() {
    return sink;
  }

  @Override
  protected List<String> arrived() {
    return sink.records();
  }

  @Override
  protected boolean canTakeAway() {
    return true;
  }

  @Override
  protected void takeAway() {
    sink.disappear("gone for lunch");
  }

  @Override
  protected void bringBack() {
    sink.reappear();
  }

  @Override
  protected boolean canHang() {
    return true;
  }

  @Override
  protected void hang() {
    sink.block();
  }

  @Override
  protected void resume() {
    sink.unblock();
  }

  @Test
  void answer_refusal_keepsTheOthers() throws Exception {
    BitSet second = new BitSet();
    second.set(1);
    sink.answer(new Delivery.Refused(second, "too large"));

    Delivery answer = sink.deliver(Records.batch(Records.numbered(0, 3)));

    assertThat(answer).isEqualTo(new Delivery.Refused(second, "too large"));
    assertThat(sink.records()).containsExactly(Records.logged(0), Records.logged(2));
  }
}
