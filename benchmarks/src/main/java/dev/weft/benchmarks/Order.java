package dev.weft.benchmarks;

import org.slf4j.Logger;

/**
 * The event that all logging subjects write: an SLF4J call with two arguments and three key-values,
 * inside a scope of two fields. The values are made beforehand, so that only the logging is
 * measured.
 */
final class Order {
  static final String LOGGER = "com.example.orders.OrderService";
  static final String MESSAGE = "Processed order {} in {} ms";
  static final String REQUEST_NAME = "requestId";
  static final String REQUEST = "7f3a9c52-11d0-4c0e-9a70-5b0d5f0a1e22";
  static final String TENANT_NAME = "tenant";
  static final String TENANT = "tenant-northwind-eu-1";

  private static final String[] IDS = new String[1024];
  private static final String[] CUSTOMERS = new String[256];

  static {
    for (int i = 0; i < IDS.length; i++) {
      IDS[i] = "ord-2026-" + (100_000 + i * 37);
    }
    for (int i = 0; i < CUSTOMERS.length; i++) {
      CUSTOMERS[i] = "customer-acme-industries-" + (1_000 + i);
    }
  }

  private Order() {}

  static String id(int turn) {
    return IDS[turn & 1023];
  }

  static String customer(int turn) {
    return CUSTOMERS[turn & 255];
  }

  static void log(Logger logger, int turn) {
    logger
        .atInfo()
        .addKeyValue("orderId", id(turn))
        .addKeyValue("amountCents", 129_900 + turn)
        .addKeyValue("customer", customer(turn))
        .log(MESSAGE, id(turn + 7), turn & 1023);
  }
}
