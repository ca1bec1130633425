package dev.weft.lucene;

/** Says that there is no room. Functions only. */
final class DiskFull {
  private DiskFull() {}

  static String message(Settings settings, long usable) {
    return "no room for events in "
        + settings.folder().toAbsolutePath()
        + ": "
        + Settings.size(usable)
        + " are free and "
        + Settings.size(settings.reserve())
        + " have to stay free; make room on that disk, or set keep-size (now "
        + Settings.size(settings.keepBytes())
        + ") or keep-for lower";
  }
}
