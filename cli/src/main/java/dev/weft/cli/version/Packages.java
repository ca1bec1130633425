package dev.weft.cli.version;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * What jars consist of, by Maven's own note in them ({@code META-INF/maven/…/pom.properties}), else
 * by the file's name. A jar that holds several packages is listed as all of them. Used by one
 * thread.
 */
final class Packages {
  private static final Pattern NOTE = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom.properties");
  private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

  private final SortedMap<String, String> found = new TreeMap<>();

  /** Adds a jar, or all jars below a folder. */
  void addAll(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      addJar(path);
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> jars =
          files.filter(Packages::isJar).filter(Files::isRegularFile).sorted().toList();
      for (Path jar : jars) {
        addJar(jar);
      }
    }
  }

  private static boolean isJar(Path file) {
    String name = file.toString();
    return name.endsWith(".jar") || name.endsWith(".war");
  }

  private void addJar(Path jar) throws IOException {
    try (InputStream bytes = Files.newInputStream(jar)) {
      addJar(String.valueOf(jar.getFileName()), bytes);
    } catch (ZipException broken) {
      throw new IOException(jar + " is no jar: " + broken.getMessage(), broken);
    }
  }

  private void addJar(String name, InputStream bytes) throws IOException {
    boolean noted = false;
    ZipInputStream jar = new ZipInputStream(bytes);
    for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
      if (NOTE.matcher(entry.getName()).matches()) {
        noted |= addNote(jar);
      } else if (entry.getName().endsWith(".jar")) {
        String inner = entry.getName();
        addJar(inner.substring(inner.lastIndexOf('/') + 1), new Kept(jar));
      }
    }
    Matcher named = NAME.matcher(name);
    if (!noted && named.matches()) {
      found.putIfAbsent(named.group(1), named.group(2));
    }
  }

  private boolean addNote(InputStream bytes) throws IOException {
    Properties note = new Properties();
    note.load(new Kept(bytes));
    String group = note.getProperty("groupId");
    String artifact = note.getProperty("artifactId");
    String version = note.getProperty("version");
    if (group == null || artifact == null || version == null) {
      return false;
    }
    found.put(group + ':' + artifact, version);
    return true;
  }

  /** Name and version of each, sorted by name. */
  SortedMap<String, String> found() {
    return new TreeMap<>(found);
  }

  /** Part of a larger stream, which goes on behind it. */
  private static final class Kept extends FilterInputStream {
    Kept(InputStream whole) {
      super(whole);
    }

    @Override
    public void close() {}
  }
}
