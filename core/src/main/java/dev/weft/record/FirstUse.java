package dev.weft.record;

/**
 * Starts Weft when the first record is about to be made and nobody has started it. Found by {@link
 * java.util.ServiceLoader}, so that this package need not know who does.
 */
public interface FirstUse {
  /**
   * Calls {@link Recording#install} where the process's settings ask for it. Called once, on
   * whatever thread made the first record; must not throw.
   */
  void start();
}
