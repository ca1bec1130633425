package dev.weft.cli.show;

import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Members;
import java.io.IOException;
import java.util.Map;

/** Keys and ids as a person types them: with the first digits of a tree's id alone. */
final class Keys {
  private static final int WHOLE = 36;

  private Keys() {}

  /**
   * The whole key of an event.
   *
   * @throws IllegalArgumentException when it is none
   */
  static String whole(String key, Asking asking) throws IOException, InterruptedException {
    int at = key.indexOf('@');
    if (at < 1 || at == key.length() - 1) {
      throw new IllegalArgumentException(
          "\"" + key + "\" is no key; write one such as 3@7c9f2c1e/1/2");
    }
    String place = key.substring(at + 1);
    int slash = place.indexOf('/');
    String root = slash < 0 ? place : place.substring(0, slash);
    if (!root.matches("[0-9a-fA-F-]{8," + (WHOLE - 1) + "}")) {
      return key;
    }
    Members tree = asking.object("/trees/" + root, Map.of("limit", "1", "expand", "none"));
    String rest = slash < 0 ? "" : place.substring(slash);
    return key.substring(0, at + 1) + tree.text("root", root) + rest;
  }
}
