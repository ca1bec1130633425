package dev.weft.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A process that {@link EventGenerator} lets speak. Used by one thread. */
final class GeneratedProcess {
  final String host;
  final String service;
  final int pid;
  final boolean python;
  private final String source;
  private long number;

  GeneratedProcess(String host, String service, int pid, boolean python) {
    this.host = host;
    this.service = service;
    this.pid = pid;
    this.python = python;
    this.source = host + "/" + pid;
  }

  /** The members with which every record of it begins. */
  Map<String, Object> record(long micros) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("created", micros / 1e6);
    record.put("hostname", host);
    record.put("processName", service);
    record.put("process", pid);
    record.put("threadName", number % 3 == 0 ? "main" : "worker-" + number % 3);
    return record;
  }

  /** What Weft's library adds. */
  Map<String, Object> weft() {
    Map<String, Object> weft = new LinkedHashMap<>();
    weft.put("v", 1);
    weft.put("src", source);
    weft.put("n", number++);
    return weft;
  }
}
