package dev.weft.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shop of the tour: a collector of its own, three services, and customers who buy once. */
final class Shop implements AutoCloseable {
  private final Path folder;
  private final Processes processes;
  private String collectorAddress = "";
  private String paymentPort = "";
  private String warehousePort = "";

  private Shop(Path folder, PrintStream notices) {
    this.folder = folder;
    this.processes = new Processes(folder, notices);
  }

  /** Starts the collector, the payment service and the warehouse. */
  static Shop open(Path folder, Path events, PrintStream notices) throws IOException {
    Shop shop = new Shop(folder, notices);
    try {
      shop.collectorAddress = "127.0.0.1:" + shop.startCollector(events);
      shop.paymentPort = shop.startPayment();
      shop.warehousePort = shop.startWarehouse();
      return shop;
    } catch (IOException | RuntimeException failed) {
      shop.close();
      throw failed;
    }
  }

  /** Has the customers buy: the front runs to its end. */
  void sell() throws IOException {
    Process front =
        processes.start(
            "front",
            Processes.java(Front.class.getName(), collectorAddress, warehousePort, paymentPort));
    Processes.await(front, "front");
  }

  private String startCollector(Path events) throws IOException {
    Path configuration = folder.resolve("demo.yaml");
    Files.writeString(
        configuration,
        """
        sources:
          shop: {type: zeromq, bind: "tcp://127.0.0.1:0"}
        sinks:
          events: {type: file, path: "%s"}
        http: {listen: off}
        """
            .formatted(events));
    Process collector =
        processes.start(
            "collector",
            Processes.java("dev.weft.cli.Main", "up", "--config", configuration.toString()));
    return processes.port(collector, "collector");
  }

  private String startPayment() throws IOException {
    Process payment = processes.start("payment", processes.payment(collectorAddress));
    return processes.port(payment, "payment");
  }

  private String startWarehouse() throws IOException {
    Process warehouse =
        processes.start("warehouse", Processes.java(Warehouse.class.getName(), collectorAddress));
    return processes.port(warehouse, "warehouse");
  }

  @Override
  public void close() throws IOException {
    processes.close();
  }
}
