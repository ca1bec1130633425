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
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, read from the class path once: small enough to keep, and kept compressed.
 *
 * <p>Immutable, usable from any thread.
 */
final class PageFiles {
  private static final String FOLDER = "dev/weft/page/";
  static final String INDEX = "index.html";
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

  private final Map<String, PageFile> files = new TreeMap<>();
  private final Map<String, PageFile> documents = new ConcurrentHashMap<>();
  private final String base;
  private final @Nullable PageDocument document;

  private PageFiles(Map<String, byte[]> contents) {
    contents.putAll(JoinedModules.of(contents));
    contents.putAll(JoinedStyles.of(contents));
    base = "/assets/" + version(contents);
    byte[] index = contents.remove(INDEX);
    contents.forEach((name, bytes) -> files.put(name, PageFile.of(type(name), bytes)));
    document = index == null ? null : PageDocument.of(new String(index, UTF_8), contents, base);
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

  /**
   * A file of the page as text.
   *
   * @throws IllegalStateException naming it when there is none
   */
  static String text(Map<String, byte[]> contents, String name) {
    byte[] bytes = contents.get(name);
    if (bytes == null) {
      throw new IllegalStateException("the page lacks " + name);
    }
    return new String(bytes, UTF_8);
  }

  static MessageDigest sha256() {
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

  /**
   * The page itself; empty where there is none.
   *
   * @param screen the one of its address
   * @param theme which one was chosen, if any
   */
  Optional<PageFile> index(String screen, @Nullable String theme) {
    PageDocument page = document;
    if (page == null) {
      return Optional.empty();
    }
    String chosen = theme != null && PageDocument.THEMES.contains(theme) ? theme : "";
    return Optional.of(
        documents.computeIfAbsent(
            screen + ' ' + chosen, key -> PageFile.of(type(INDEX), page.on(screen, chosen))));
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
    return document == null ? "default-src 'none'" : document.policy();
  }
}
