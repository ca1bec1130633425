package dev.weft.web.request;

import dev.weft.event.flow.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peers whose words about the client are believed: {@code private} stands for the loop-back,
 * the link-local and the private ranges, {@code all} for everybody, {@code none} for nobody; others
 * are addresses such as {@code 10.1.2.3} and networks such as {@code 10.0.0.0/8}.
 *
 * <p>Immutable, usable from any thread.
 */
public final class TrustedProxies {
  private static final String KEY = "c2c.trusted_proxies";
  private static final List<String> PRIVATE =
      List.of(
          "127.0.0.0/8",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "::1/128",
          "fc00::/7",
          "fe80::/10");

  // A power of two.
  private static final int PEERS_KEPT = 64;

  private final boolean all;
  private final List<Network> networks;
  // Those asked for last, by their addresses' hashes, since a peer comes again and again. Written
  // without a lock: each is immutable, and one that is overwritten is found out anew.
  private final @Nullable Peer[] peers = new Peer[PEERS_KEPT];

  private TrustedProxies(boolean all, List<Network> networks) {
    this.all = all;
    this.networks = List.copyOf(networks);
  }

  /**
   * Those of that list, parted by commas.
   *
   * @throws ConfigurationException for what is neither a word nor an address nor a network
   */
  public static TrustedProxies of(String list) {
    List<Network> networks = new ArrayList<>();
    boolean all = false;
    for (String entry : list.split(",", -1)) {
      switch (entry.strip()) {
        case "all" -> all = true;
        case "none", "" -> {}
        case "private" -> PRIVATE.forEach(each -> networks.add(Network.of(each)));
        default -> networks.add(Network.of(entry.strip()));
      }
    }
    return new TrustedProxies(all, networks);
  }

  /** Whether the peer of that address is one of them; null for one without an address. */
  boolean include(@Nullable String address) {
    if (all || address == null) {
      return all;
    }
    int place = address.hashCode() & (PEERS_KEPT - 1);
    Peer known = peers[place];
    if (known == null || !known.address.equals(address)) {
      known = new Peer(address, isWithin(address));
      peers[place] = known;
    }
    return known.trusted;
  }

  private boolean isWithin(String address) {
    byte[] octets;
    try {
      octets = octets(address);
    } catch (UnknownHostException none) {
      return false;
    }
    for (Network network : networks) {
      if (network.includes(octets)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] octets(String address) throws UnknownHostException {
    // Else a name would be looked up.
    boolean literal = !address.isEmpty() && address.chars().allMatch(TrustedProxies::ofAddress);
    if (!literal) {
      throw new UnknownHostException(address);
    }
    return InetAddress.getByName(address).getAddress();
  }

  private static boolean ofAddress(int c) {
    return Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == '[' || c == ']' || c == '%';
  }

  private record Peer(String address, boolean trusted) {}

  private static final class Network {
    private final byte[] octets;
    private final int bits;

    private Network(byte[] octets, int bits) {
      this.octets = octets;
      this.bits = bits;
    }

    static Network of(String text) {
      int slash = text.indexOf('/');
      try {
        byte[] octets = TrustedProxies.octets(slash < 0 ? text : text.substring(0, slash));
        int all = octets.length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits >= 0 && bits <= all) {
          return new Network(octets, bits);
        }
      } catch (UnknownHostException | NumberFormatException none) {
        // As below.
      }
      throw new ConfigurationException(
          KEY,
          "\"C2C_TRUSTED_PROXIES: "
              + text
              + "\" is no proxy; write private, all, none, an address or a"
              + " network such as 10.0.0.0/8, parted by commas");
    }

    boolean includes(byte[] address) {
      if (address.length != octets.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      if (!Arrays.equals(octets, 0, whole, address, 0, whole)) {
        return false;
      }
      int rest = bits % Byte.SIZE;
      int mask = 0xff << (Byte.SIZE - rest);
      return rest == 0 || (octets[whole] & mask) == (address[whole] & mask);
    }
  }
}
