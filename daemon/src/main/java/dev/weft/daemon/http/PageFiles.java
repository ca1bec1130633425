package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, read from the class path once: small enough to keep, and kept compressed.
 *
 * <p>Immutable, usable from any thread.
 */
final class PageFiles {
  private static final String FOLDER = "dev/weft/page/";
  private static final String INDEX = "index.html";
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);
  private static final int VERSION_BYTES = 6;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, PageFile> files;
  private final String base;
  private final @Nullable PageFile index;
  private final String policy;

  private PageFiles(Map<String, byte[]> contents) {
    base = "/assets/" + version(contents);
    files = new TreeMap<>();
    byte[] found = contents.remove(INDEX);
    contents.forEach((name, bytes) -> files.put(name, PageFile.of(type(name), bytes)));
    String text = found == null ? "" : new String(found, UTF_8).replace("{{base}}", base);
    index = found == null ? null : PageFile.of(type(INDEX), text.getBytes(UTF_8));
    policy = policy(text);
  }

  /** Those of the class path; none where there is no page. */
  static PageFiles load(ClassLoader loader) {
    URL index = loader.getResource(FOLDER + INDEX);
    Map<String, byte[]> contents = new TreeMap<>();
    try {
      if (index != null && index.getProtocol().equals("jar")) {
        readJar(((JarURLConnection) index.openConnection()).getJarFile(), contents);
      } else if (index != null) {
        readFolder(Path.of(index.toURI()).getParent(), contents);
      }
    } catch (IOException | URISyntaxException unreadable) {
      throw new UncheckedIOException(new IOException("the page cannot be read", unreadable));
    }
    return new PageFiles(contents);
  }

  private static void readJar(JarFile jar, Map<String, byte[]> contents) throws IOException {
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
        String name = entry.getName().substring(FOLDER.length());
        contents.put(name, jar.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static void readFolder(@Nullable Path folder, Map<String, byte[]> contents)
      throws IOException {
    if (folder == null) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readAllBytes(file));
      }
    }
  }

  private static String version(Map<String, byte[]> contents) {
    MessageDigest digest = sha256();
    contents.forEach((name, bytes) -> {
      digest.update(name.getBytes(UTF_8));
      digest.update(bytes);
    });
    return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  // The import map has to stand in the page itself; its digest permits it and nothing else.
  private static String policy(String index) {
    StringBuilder scripts = new StringBuilder("'self'");
    Matcher inline = INLINE.matcher(index);
    while (inline.find()) {
      byte[] digest = sha256().digest(inline.group(1).getBytes(UTF_8));
      scripts.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append('\'');
    }
    return "default-src 'self'; script-src "
        + scripts
        + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  }

  /** The page itself; empty where there is none. */
  Optional<PageFile> index() {
    return Optional.ofNullable(index);
  }

  /** The file of that name beside the page. */
  Optional<PageFile> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Where the files are, with a version that changes when any of them does. */
  String base() {
    return base;
  }

  /** What the page may load and run. */
  String policy() {
    return policy;
  }
}
