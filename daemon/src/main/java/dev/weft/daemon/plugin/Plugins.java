package dev.weft.daemon.plugin;

import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.event.flow.SinkFactory;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/**
 * All that a configuration can name as a type. One plug-in that cannot be loaded is reported in
 * {@link #broken()} and harms no other.
 *
 * <p>Filled by one thread, then read by any.
 */
public final class Plugins {
  private static final int MAX_FAILURES_IN_A_ROW = 100;

  private final Map<String, ReceiverFactory> sources = new TreeMap<>();
  private final Map<String, FilterFactory> filters = new TreeMap<>();
  private final Map<String, SinkFactory> sinks = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private Plugins() {}

  /** What is on the class path. */
  public static Plugins onClassPath() {
    Plugins plugins = new Plugins();
    plugins.addAll(Plugins.class.getClassLoader(), "the class path", factory -> true);
    return plugins;
  }

  /**
   * Adds what is in the jars of a folder, each jar with a class loader of its own. A type that is
   * there already keeps its first plug-in.
   *
   * @throws IOException when the folder cannot be read; the message names it
   */
  public void addFolder(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    }
    jars.sort(null);
    for (Path jar : jars) {
      addJar(jar);
    }
  }

  // The loader stays open for as long as the collector runs: plug-ins load classes when they need
  // them.
  @SuppressWarnings("resource")
  private void addJar(Path jar) throws MalformedURLException {
    // A class loader would pass over it in silence.
    try (JarFile readable = new JarFile(jar.toFile())) {
      readable.getManifest();
    } catch (IOException unreadable) {
      broken.add(jar + ": cannot be read as a jar: " + unreadable.getMessage());
      return;
    }
    ClassLoader loader =
        new URLClassLoader(
            "plug-in " + jar.getFileName(),
            new URL[] {jar.toUri().toURL()},
            Plugins.class.getClassLoader());
    int before = sources.size() + filters.size() + sinks.size() + broken.size();
    addAll(loader, jar.toString(), type -> type.getClassLoader().equals(loader));
    if (sources.size() + filters.size() + sinks.size() + broken.size() == before) {
      broken.add(jar + ": holds no plug-in; is META-INF/services missing?");
    }
  }

  private void addAll(ClassLoader loader, String where, Predicate<Class<?>> own) {
    add(ReceiverFactory.class, loader, where, own, sources);
    add(FilterFactory.class, loader, where, own, filters);
    add(SinkFactory.class, loader, where, own, sinks);
  }

  private <P extends Plugin> void add(
      Class<P> service,
      ClassLoader loader,
      String where,
      Predicate<Class<?>> own,
      Map<String, P> into) {
    var found = ServiceLoader.load(service, loader).stream().iterator();
    int failures = 0;
    while (failures < MAX_FAILURES_IN_A_ROW) {
      try {
        if (!found.hasNext()) {
          return;
        }
        ServiceLoader.Provider<P> provider = found.next();
        if (own.test(provider.type())) {
          put(provider.get(), where, into);
        }
        failures = 0;
      } catch (ServiceConfigurationError | RuntimeException | LinkageError unusable) {
        failures++;
        broken.add(where + ": " + reason(unusable));
      }
    }
  }

  private <P extends Plugin> void put(P plugin, String where, Map<String, P> into) {
    // Asked once here, so that one that cannot describe itself is found now and not in use.
    plugin.summary();
    plugin.options();
    P first = into.putIfAbsent(plugin.type(), plugin);
    if (first != null) {
      broken.add(
          where
              + ": type \""
              + plugin.type()
              + "\" is already taken by "
              + first.getClass().getName()
              + "; "
              + plugin.getClass().getName()
              + " is left out");
    }
  }

  private static String reason(Throwable unusable) {
    Throwable cause = unusable.getCause();
    // The loader's own message is a sentence; the virtual machine's says little without its name.
    String what =
        unusable instanceof ServiceConfigurationError ? unusable.getMessage() : "" + unusable;
    return what + (cause == null ? "" : " (" + cause + ")");
  }

  /** The source of that type. */
  public Optional<ReceiverFactory> source(String type) {
    return Optional.ofNullable(sources.get(type));
  }

  /** The filter of that type. */
  public Optional<FilterFactory> filter(String type) {
    return Optional.ofNullable(filters.get(type));
  }

  /** The sink of that type. */
  public Optional<SinkFactory> sink(String type) {
    return Optional.ofNullable(sinks.get(type));
  }

  /** All types of sources. */
  public Set<String> sourceTypes() {
    return Set.copyOf(sources.keySet());
  }

  /** All types of filters. */
  public Set<String> filterTypes() {
    return Set.copyOf(filters.keySet());
  }

  /** All types of sinks. */
  public Set<String> sinkTypes() {
    return Set.copyOf(sinks.keySet());
  }

  /** What could not be loaded, and why: one line each. */
  public List<String> broken() {
    return List.copyOf(broken);
  }
}
