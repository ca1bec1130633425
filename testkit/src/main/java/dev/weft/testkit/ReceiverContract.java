package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.event.flow.Receiver;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Receiver} owes its intake. A receiver's own test extends it, makes the receiver
 * and says how a peer sends to it.
 */
public abstract class ReceiverContract {
  private final RecordingIntake intake = new RecordingIntake();
  private @Nullable Receiver made;

  /** Makes the contract's tests; called by JUnit. */
  protected ReceiverContract() {}

  /** A new receiver, not started, on a free port or a new file. */
  protected abstract Receiver createReceiver() throws Exception;

  /** Sends records from outside to the started receiver, in their order. */
  protected abstract void send(Receiver receiver, List<String> records) throws Exception;

  /**
   * Sends what cannot be read as a record to the started receiver.
   *
   * @return how many pieces the receiver has to reject; 0 where every input is a record
   */
  protected int sendBroken(Receiver receiver) throws Exception {
    return 0;
  }

  /** How a record that was sent is brought; unchanged, unless said otherwise. */
  protected String brought(String sent) {
    return sent;
  }

  private List<String> brought(List<String> sent) {
    return sent.stream().map(this::brought).toList();
  }

  /** The intake of the receiver under test. */
  protected final RecordingIntake intake() {
    return intake;
  }

  @AfterEach
  void closeReceiver() {
    intake.unblock();
    if (made != null) {
      made.close();
    }
  }

  private Receiver started() throws Exception {
    made = createReceiver();
    made.start(intake);
    return made;
  }

  @Test
  void receiver_bringsEachRecordOnceAndInOrder() throws Exception {
    Receiver receiver = started();
    List<String> records = Records.numbered(0, 1_000);

    send(receiver, records.subList(0, 10));
    send(receiver, records.subList(10, 1_000));

    assertThat(intake.awaitRecords(1_000)).isEqualTo(brought(records));
    assertThat(intake.rejected()).isEmpty();
    assertThat(intake.lost()).isEmpty();
  }

  @Test
  void receiver_bringsHostileButValidRecords() throws Exception {
    Receiver receiver = started();
    List<String> records = Records.hostile(0);

    send(receiver, records);

    assertThat(intake.awaitRecords(records.size())).isEqualTo(brought(records));
    assertThat(intake.rejected()).isEmpty();
  }

  @Test
  void receiver_brokenInput_isRejectedAndNothingElseIsLost() throws Exception {
    Receiver receiver = started();
    List<String> records = Records.numbered(0, 20);

    send(receiver, records.subList(0, 10));
    int broken = sendBroken(receiver);
    Assumptions.assumeTrue(broken > 0, "every input of this receiver is a record");
    send(receiver, records.subList(10, 20));

    assertThat(intake.awaitRecords(20)).isEqualTo(brought(records));
    assertThat(intake.awaitRejected(broken))
        .hasSize(broken)
        .allSatisfy(rejected -> {
          assertThat(rejected.reason()).matches("[a-z0-9-]+");
          assertThat(rejected.detail()).isNotBlank();
        });
  }

  @Test
  void receiver_slowIntake_losesNothing() throws Exception {
    Receiver receiver = started();
    List<String> records = Records.numbered(0, 500);
    intake.block();

    send(receiver, records);
    Awaitility.await("a batch at the shut intake").until(intake::blocking);
    intake.unblock();

    assertThat(intake.awaitRecords(500)).isEqualTo(brought(records));
    assertThat(intake.lost()).isEmpty();
  }

  @Test
  void address_namesWhereItReads() throws Exception {
    assertThat(started().address()).isNotBlank().doesNotEndWith(":0").doesNotContain(":0/");
  }

  @Test
  void close_twice_isHarmless() throws Exception {
    Receiver receiver = started();
    send(receiver, Records.numbered(0, 3));
    intake.awaitRecords(3);

    receiver.close();

    assertThatCode(receiver::close).doesNotThrowAnyException();
    assertThat(intake.records()).hasSize(3);
  }

  @Test
  void close_withoutStart_isHarmless() throws Exception {
    made = createReceiver();

    assertThatCode(made::close).doesNotThrowAnyException();
  }

  @Test
  void close_withoutTraffic_isPrompt() throws Exception {
    Receiver receiver = started();
    Thread closer = new Thread(receiver::close, "closer");
    closer.start();

    Awaitility.await("the end of close()")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !closer.isAlive());
  }
}
