package dev.weft.web;

/** Addresses as they may be shown. */
final class Addresses {
  private Addresses() {}

  /** Without who it is that connects, and their password. */
  static String shown(String url) {
    int scheme = url.indexOf("://");
    int at = url.lastIndexOf('@');
    return scheme >= 0 && at > scheme ? url.substring(0, scheme + 3) + url.substring(at + 1) : url;
  }
}
