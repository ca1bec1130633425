package dev.weft.mirror;

import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.StreamFactory;
import java.net.URI;
import java.util.Set;

/** Serves {@code memory://name} and, with a way back, {@code asking://name}. */
public final class MemoryStreamFactory implements StreamFactory {
  @Override
  public Set<String> schemes() {
    return Set.of("memory", "asking");
  }

  @Override
  public Receiver follow(URI address, Interest interest) {
    MemoryStream stream = MemoryStream.named(address.getHost());
    return address.getScheme().equals("asking")
        ? stream.new AskingReceiver(interest)
        : stream.new MemoryReceiver(interest);
  }
}
