// That there are no errors, said so that it can be trusted: how much was searched, and when the last one was.
import { html } from 'lit';
import { ago, many } from '../format.js';
import { picture } from '../text.js';
import { blank } from '../screens/states.js';
import { lengthOf } from './groups.js';

/** look: {app, route, searched, partial, last, again}. */
export function nothingWrong({ app, route, searched, partial, last, again }) {
  const length = lengthOf(route.from, route.to, Date.now() * 1000);
  const acts = !last ? [] : [['Widen to 24 h', () => app.go({ from: '-24h', to: 'now' })], ['All time', () => app.go({ from: '0', to: 'now' })]];
  if (route.q) acts.unshift(['Drop the query', () => app.go({ q: '' })]);
  if (partial) acts.unshift(['Ask again', again]);
  const all = partial ? 'a part of the store did not answer' : 'all of the store answered';
  return blank({
    title: `No errors${length ? ` in ${length}` : ''}`,
    words: [
      searched == null ? `How many events were searched is not known now; ${all}.`
        : html`${many(searched, 'event')}${route.q ? html` that ${searched === 1 ? 'matches' : 'match'} <span class="mono t1">${route.q}</span>` : ''} ${searched === 1 ? 'was' : 'were'} searched, and ${all}.`,
      last ? html`The last error of all came <span class="mono t1">${ago(last.time)}</span>: <a href=${app.link({ screen: 'stream', id: last.id, q: '', from: '-15m', to: 'now' })}>${picture(last.exception ?? last.message)}</a>.` : 'This store holds no error at all.',
    ],
    acts,
  });
}
