package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqServerIT {
  @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.create();

  @Test
  void kill_andStart_keepsPortAndData() {
    int port = RABBIT.port();
    RABBIT.control("add_vhost", "kept");

    RABBIT.kill();
    RABBIT.start();

    assertThat(RABBIT.port()).isEqualTo(port);
    assertThat(RABBIT.uri()).isEqualTo("amqp://127.0.0.1:" + port);
    assertThat(RABBIT.control("list_vhosts").lines()).contains("kept");
  }

  @Test
  void blockPublishers_raisesTheAlarm() {
    RABBIT.blockPublishers();
    assertThat(RABBIT.control("status")).contains("Memory alarm");

    RABBIT.unblockPublishers();
    assertThat(RABBIT.control("status")).doesNotContain("Memory alarm");
  }
}
