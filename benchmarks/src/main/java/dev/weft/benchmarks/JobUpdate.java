package dev.weft.benchmarks;

/** The change that all subjects publish: one number of one object. */
final class JobUpdate {
  static final String NAME = "com.example.crawler.Job";
  static final String FIELD = "pages";

  private JobUpdate() {}
}
