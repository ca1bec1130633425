// An object's life as its changes tell it: which instants there were, and what every field held at each of them.

const MASKS = new Set(['***', '‹redacted›', '<redacted>', '[redacted]', '██']);

/** Whether a value was hidden on purpose. */
export function redacted(value) { return typeof value === 'string' && MASKS.has(value); }

/** A value as one reads it: texts in quotes, the rest as JSON. */
export function written(value) {
  if (value === undefined) return '';
  if (redacted(value)) return 'redacted';
  if (value && typeof value === 'object' && '$cut' in value) return `… ${value.$cut} characters`;
  return JSON.stringify(value);
}

/** A value beside a knot: without quotes. */
export function brief(value) { return typeof value === 'string' && !redacted(value) ? value : written(value); }

export class History {
  /** answer: of /objects/{id}; rows: of /objects/{id}/changes. */
  constructor(answer, rows = []) {
    this.answer = answer;
    this.fields = answer.history;
    this.changes = changesOf(answer, rows);
  }

  get born() { return this.answer.born ?? this.answer.first; }

  get finished() { return this.answer.status === 'finished'; }

  /** Place of the last change at or before that instant; -1 before the first. */
  placeAt(micros) {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.changes[middle].time <= micros) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The place of the change that an event made; -1 if it made none. */
  placeOf(id) { return this.changes.findIndex((change) => change.id === id); }

  /** What a field held then: {place, step} with place -1 when it did not exist yet. */
  stepAt(field, micros) {
    let place = -1;
    for (let i = 0; i < field.steps.length && field.steps[i].time <= micros; i++) place = i;
    return { place, step: field.steps[place] };
  }
}

function changesOf(answer, rows) {
  const known = new Map();
  for (const row of rows) {
    known.set(row.id, { id: row.id, time: row.time, seq: row.n ?? row.seq, level: row.level, status: row.status, message: row.message, duration: row.duration, sets: [] });
  }
  for (const field of answer.history) {
    field.steps.forEach((step, place) => {
      if (!known.has(step.id)) known.set(step.id, { id: step.id, time: step.time, seq: step.seq, sets: [] });
      known.get(step.id).sets.push({ field: field.field, before: field.steps[place - 1], after: step });
    });
  }
  return [...known.values()].sort((left, right) => left.time - right.time || left.seq - right.seq);
}

/** What a change did, in two words: [what, how]. */
export function gist(change, first) {
  if (change.status === 'finished' || change.status === 'transient') return [change.status, change.sets.length ? `${change.sets[0].field} ${step(change.sets[0])}` : ''];
  if (first) return ['born', `${change.sets.length} ${change.sets.length === 1 ? 'field' : 'fields'}`];
  if (!change.sets.length) return [change.status ?? 'no field', change.message ?? ''];
  const more = change.sets.length > 1 ? ` +${change.sets.length - 1}` : '';
  return [change.sets[0].field + more, step(change.sets[0])];
}

function step({ before, after }) {
  if (after.removed) return 'removed';
  return `${before && !before.removed ? brief(before.value) : '∅'} → ${brief(after.value)}`;
}
