package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.lettuce.core.resource.ClientResources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private final ClientResources resources = ClientResources.create();
  private final Refusal refusal = new Refusal();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  RefusalTest() {
    channel
        .pipeline()
        .addLast(
            new RedisHandshakeHandler(
                unused -> new CompletableFuture<>(), resources, Duration.ofMinutes(1)));
    refusal.afterChannelInitialized(channel);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    var unused = resources.shutdown();
  }

  private void answered(String answer) {
    channel.writeInbound(Unpooled.copiedBuffer(answer, UTF_8));
    ByteBuf passedOn = channel.readInbound();
    assertThat(passedOn.toString(UTF_8)).isEqualTo(answer);
    passedOn.release();
  }

  @Test
  void words_aNo_isKeptWithoutItsEnd() {
    answered("-WRONGPASS invalid username-password pair\r\n");

    assertThat(refusal.words()).isEqualTo("WRONGPASS invalid username-password pair");
  }

  @Test
  void words_twoNoes_areTheLast() {
    answered("-ERR unknown command 'HELLO'\r\n");
    answered("-NOAUTH Authentication required.\r\n");

    assertThat(refusal.words()).isEqualTo("NOAUTH Authentication required.");
  }

  @Test
  void words_aNoWithoutEnd_areBounded() {
    answered("-ERR " + "x".repeat(10_000));

    assertThat(refusal.words()).isEqualTo("ERR " + "x".repeat(508));
  }

  @Test
  void words_afterAnAnswer_stayAsTheyAre() {
    answered("%1\r\n$6\r\nserver\r\n$5\r\nredis\r\n");
    answered("-OOM command not allowed\r\n");

    assertThat(refusal.words()).isNull();
  }

  @Test
  void words_aNoThatAYesFollows_areNone() {
    answered("-ERR unknown command 'HELLO'\r\n");
    answered("+OK\r\n");

    assertThat(refusal.words()).isNull();
  }

  @Test
  void forget_aNo_leavesNone() {
    answered("-WRONGPASS invalid username-password pair\r\n");

    refusal.forget();

    assertThat(refusal.words()).isNull();
  }
}
