package dev.weft.amqp;

class AmqpConfirmingSinkIT extends AmqpSinkIT {
  @Override
  String confirm() {
    return "on";
  }
}
