package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request is about, decoded.
 *
 * @param path from the first slash on; an id in it may hold slashes, encoded or not
 * @param parameters by name; of one that is given several times the last counts
 */
record Target(String path, Map<String, String> parameters) {
  Target {
    parameters = Map.copyOf(parameters);
  }

  static Target of(String path, @Nullable String query) throws Refused {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty()) {
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(decode(name.replace('+', ' ')), decode(value.replace('+', ' ')));
      }
    }
    return new Target(decode(path), parameters);
  }

  private static String decode(String text) throws Refused {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw Refused.parameter("\"" + text + "\" has a % that no two hexadecimal digits follow");
      }
      decoded.write(high << 4 | low);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw Refused.parameter("\"" + text + "\" is not percent-encoded UTF-8");
    }
  }
}
