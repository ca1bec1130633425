package dev.weft.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The same change as an OpenTelemetry log record, through its batch processor. */
final class LogRecordSubject implements Subject {
  private static final AttributeKey<String> OBJECT = AttributeKey.stringKey("obj_id");
  private static final AttributeKey<Long> PAGES = AttributeKey.longKey("obj." + JobUpdate.FIELD);

  private final String id = UUID.randomUUID().toString();
  private final AtomicLong exported = new AtomicLong();
  private final SdkLoggerProvider provider;
  private final Logger logger;

  LogRecordSubject() {
    provider =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(new CountingExporter(exported))
                    .setMaxQueueSize(LogbackSubjects.QUEUE)
                    .build())
            .build();
    logger = provider.get(JobUpdate.NAME);
  }

  @Override
  public void once(int turn) {
    logger
        .logRecordBuilder()
        .setEventName("object.changed")
        .setSeverity(Severity.INFO)
        .setTimestamp(System.currentTimeMillis(), TimeUnit.MILLISECONDS)
        .setAttribute(OBJECT, id)
        .setAttribute(PAGES, (long) turn)
        .emit();
  }

  @Override
  public long processed() {
    return exported.get();
  }

  @Override
  public void settle() {
    provider.forceFlush().join(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    provider.close();
  }

  private record CountingExporter(AtomicLong exported) implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      exported.addAndGet(records.size());
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
