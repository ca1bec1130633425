/**
 * Holds the live connections, off the page's thread; as a SharedWorker one connection serves all tabs that ask the same. Each port sends
 * {open: address}, {close: true} or {retry: true} and gets frames back.
 */
import { EventStream } from './sse.js';

/** address -> {stream, ports} @type {Map<string, {stream: EventStream, ports: Set<MessagePort>}>} */
const open = new Map();

function serve(port) {
  let mine = null;
  const leave = () => {
    const shared = open.get(mine);
    mine = null;
    shared?.ports.delete(port);
    if (shared?.ports.size === 0) {
      for (const [address, each] of open) if (each === shared) open.delete(address);
      shared.stream.close();
    }
  };
  port.onmessage = ({ data }) => {
    if (data.retry) open.get(mine)?.stream.retry();
    else leave();
    if (data.open) mine = join(data.open, port);
  };
}

function join(address, port) {
  let shared = open.get(address);
  if (!shared) {
    shared = { ports: new Set() };
    open.set(address, shared);
    shared.stream = new EventStream(address, (frame) => shared.ports.forEach((each) => each.postMessage(frame)));
  } else port.postMessage({ event: 'up', data: {} });
  shared.ports.add(port);
  return address;
}

if ('SharedWorkerGlobalScope' in self) self.onconnect = (event) => serve(event.ports[0]);
else serve(self);
