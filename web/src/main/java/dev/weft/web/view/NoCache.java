package dev.weft.web.view;

import jakarta.servlet.http.HttpServletResponse;

/** Keeps answers out of every cache. Usable from any thread. */
public final class NoCache {
  private NoCache() {}

  /** Sets the headers. */
  public static void on(HttpServletResponse response) {
    long now = System.currentTimeMillis();
    response.setHeader("Cache-Control", "max-age=0, must-revalidate, no-cache, no-store");
    response.setHeader("Pragma", "no-cache");
    response.setDateHeader("Expires", now);
    response.setDateHeader("Last-Modified", now);
  }
}
