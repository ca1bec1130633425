package dev.weft.zeromq;

class ZeroMqBatchSenderTest extends ZeroMqSenderTest {
  @Override
  String parameters() {
    return "?batch=on&system=T&linger=2s";
  }
}
