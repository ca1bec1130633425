package dev.weft.line;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where the program runs and what it is called. The first look may ask a name server. */
final class Host {
  static final String NAME = name();
  static final String PROGRAM = program();

  private Host() {}

  private static String name() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException unnamed) {
      String variable = System.getenv("HOSTNAME");
      return variable == null || variable.isEmpty() ? "localhost" : variable;
    }
  }

  private static String program() {
    String command = System.getProperty("sun.java.command", "java").split(" ", 2)[0];
    return command.substring(command.lastIndexOf('/') + 1);
  }
}
