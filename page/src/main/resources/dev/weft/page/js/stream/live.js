import { EventStream } from './sse.js';

/**
 * The live connection of this tab: through a SharedWorker, a Worker, or on the page itself, whichever the browser allows. Asking anew
 * ends what was asked before.
 */
export class Live {
  /** @param {(frame: {event: string, data: any}) => void} tell */
  constructor(tell) {
    this.tell = tell;
    this.port = connect((frame) => this.address && this.tell(frame));
    window.addEventListener('pagehide', () => this.close());
  }

  /** @param {string} address of /stream with its parameters */
  open(address) {
    if (address === this.address) return;
    this.address = address;
    this.port.send({ open: new URL(address, location.href).href });
  }

  close() {
    if (!this.address) return;
    this.address = null;
    this.port.send({ close: true });
  }

  retry() {
    this.port.send({ retry: true });
  }
}

function connect(tell) {
  const script = new URL('./worker.js', import.meta.url);
  try {
    const { port } = new SharedWorker(script, { type: 'module', name: 'weft' });
    port.onmessage = ({ data }) => tell(data);
    return { send: (message) => port.postMessage(message) };
  } catch {
    // no shared workers here (some phones)
  }
  try {
    const worker = new Worker(script, { type: 'module' });
    worker.onmessage = ({ data }) => tell(data);
    return { send: (message) => worker.postMessage(message) };
  } catch {
    return onPage(tell);
  }
}

function onPage(tell) {
  let stream = null;
  return {
    send(message) {
      if (message.retry) return stream?.retry();
      stream?.close();
      stream = message.open ? new EventStream(message.open, tell) : null;
    },
  };
}
