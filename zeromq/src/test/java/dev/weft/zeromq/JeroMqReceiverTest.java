package dev.weft.zeromq;

class JeroMqReceiverTest extends ZeroMqReceiverTest {
  @Override
  String engine() {
    return "jeromq";
  }
}
