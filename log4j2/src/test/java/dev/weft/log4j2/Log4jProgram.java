package dev.weft.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.testkit.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** A program that logs through Log4j, with its console in a file and its collector in a list. */
final class Log4jProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final RecordingSink sink = new RecordingSink();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Path console;

  Log4jProgram(Path folder) {
    console = folder.resolve("console.log");
  }

  void startWeft(Weft.Builder weft) {
    weft.service("test").to(sink).start();
  }

  /** With a console of that pattern. */
  void configure(String pattern, String appenders, String root) {
    configure(
        """
        <Configuration>
          <Appenders>
            <File name="console" fileName="%s"><PatternLayout pattern="%s"/></File>
            %s
          </Appenders>
          <Loggers><Root level="info">%s</Root></Loggers>
        </Configuration>
        """
            .formatted(console, pattern, appenders, root));
  }

  void configure(String xml) {
    try {
      ConfigurationSource source =
          new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      context.start(new XmlConfiguration(context, source));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Ends the appenders, which empties asynchronous ones. */
  void endLogging() {
    context.start(new DefaultConfiguration());
  }

  List<String> consoleLines() {
    try {
      return Files.readAllLines(console);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String onlyRecord() {
    assertThat(records()).hasSize(1);
    return records().get(0);
  }

  List<String> records() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.recordsWithoutSources();
  }

  List<String> recordsWith(String text) {
    return records().stream().filter(record -> record.contains(text)).toList();
  }

  @Override
  public void close() {
    ThreadContext.clearAll();
    sink.unblock();
    Weft.stop(PATIENCE);
    endLogging();
  }
}
