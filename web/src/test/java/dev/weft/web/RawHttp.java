package dev.weft.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, for headers that Java's client does not let through. */
public final class RawHttp {
  private static final int LIMIT_MILLIS = 20_000;

  /** An answer; names of headers are lower case. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    /** The first header of that name, else none. */
    public String header(String name) {
      List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
      return values == null ? "(none)" : values.get(0);
    }
  }

  private RawHttp() {}

  /** Asks without a body; headers as lines. */
  public static Answer ask(int port, String method, String path, String... headers) {
    return ask(port, method, path, "", headers);
  }

  /** Asks with a body; headers as lines. */
  public static Answer ask(int port, String method, String path, String body, String[] headers) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(LIMIT_MILLIS);
      boolean host = false;
      var request = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\n");
      for (String header : headers) {
        request.append(header).append("\r\n");
        host |= header.toLowerCase(Locale.ROOT).startsWith("host:");
      }
      if (!host) {
        request.append("Host: 127.0.0.1:").append(port).append("\r\n");
      }
      byte[] content = body.getBytes(UTF_8);
      request.append("Content-Length: ").append(content.length).append("\r\n");
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
      socket.getOutputStream().write(content);
      return answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Answer answer(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    return new Answer(
        Integer.parseInt(lines[0].split(" ", 3)[1]), headers, text.substring(end + 4));
  }
}
