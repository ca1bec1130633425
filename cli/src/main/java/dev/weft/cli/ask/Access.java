package dev.weft.cli.ask;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which collector is asked, and with what right: from {@code -u}, else {@code WEFT_URL}, else the
 * file {@code weft/config} in {@code XDG_CONFIG_HOME} or {@code ~/.config}, else this machine's.
 *
 * @param url without a slash at its end
 * @param token null for none
 * @param from what named it, for messages
 */
public record Access(String url, @Nullable String token, String from) {
  /** Where a collector listens unless told otherwise. */
  public static final String DEFAULT = "http://127.0.0.1:7410";

  /**
   * Finds it.
   *
   * @param option the value of {@code -u}; null when not given
   * @param home the person's folder
   * @throws IllegalArgumentException when the address or the file is wrong; says which and how to
   *     mend it
   */
  public static Access of(@Nullable String option, Map<String, String> environment, Path home)
      throws IOException {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path file =
        (folder.isEmpty() ? home.resolve(".config") : Path.of(folder)).resolve("weft/config");
    Map<String, String> configured = configured(file);
    String token = environment.get("WEFT_TOKEN");
    if (token == null || token.isEmpty()) {
      token = configured.get("token");
    }
    String named = environment.getOrDefault("WEFT_URL", "");
    if (option != null) {
      return new Access(address("-u", option), token, "-u");
    }
    // The stream that weft mon follows is named by the same variable.
    if (named.startsWith("http://") || named.startsWith("https://")) {
      return new Access(address("WEFT_URL", named), token, "WEFT_URL");
    }
    String url = configured.get("url");
    return url == null
        ? new Access(DEFAULT, token, "the default")
        : new Access(address("url in " + file, url), token, file.toString());
  }

  private static Map<String, String> configured(Path file) throws IOException {
    Map<String, String> values = new TreeMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
          continue;
        }
        String[] parts = text.split("\\s*[=:]\\s*", 2);
        if (parts.length < 2 || !(parts[0].equals("url") || parts[0].equals("token"))) {
          throw new IllegalArgumentException(
              file
                  + ", line "
                  + number
                  + ": expected \"url = …\" or \"token = …\", found \""
                  + parts[0]
                  + "\"");
        }
        values.put(parts[0], parts[1]);
      }
    } catch (NoSuchFileException notConfigured) {
      return values;
    }
    return values;
  }

  private static String address(String from, String url) {
    try {
      URI address = new URI(url);
      String scheme = String.valueOf(address.getScheme());
      if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
        return url.replaceAll("/+$", "");
      }
    } catch (URISyntaxException noUrl) {
      // Said below, in the same words.
    }
    throw new IllegalArgumentException(
        from + ": \"" + url + "\" is no collector's address; write one such as " + DEFAULT);
  }
}
