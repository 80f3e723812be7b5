/** A case of the conformance run: requests in their order, what the origin answers, and what the client must see. */

/** A field value; a number is a date that many seconds from the moment of the answer, a list several lines. */
export type FieldValue = string | number | readonly (string | number)[];
export type Fields = Readonly<Record<string, FieldValue>>;

export interface Answer {
  status?: number;
  fields?: Fields;
  body?: string;
  /** `cut`: the connection ends in the middle; `refuse`: before anything was said; `early`: 1xx come before it. */
  fault?: 'cut' | 'cut-chunked' | 'refuse' | 'early';
}

export interface Step {
  method?: string;
  fields?: Fields;
  /** Of the address, behind the path of the case; the same for all steps when not said. */
  query?: string;
  body?: string;
  answer?: Answer;
  /** `cache`: the origin was not asked. `validated`: it was, and said 304. `failed`: the client got no whole response. */
  from: 'origin' | 'cache' | 'validated' | 'failed' | 'any';
  status?: number;
  /** Fields of the response; null: absent; a number: an `Age` of at least that. */
  sees?: Readonly<Record<string, string | number | null>>;
  text?: string;
  /** Fields of the request that reached the origin. */
  sent?: Readonly<Record<string, string | null>>;
  /** Seconds to wait behind it. */
  wait?: number;
}

export interface Case {
  name: string;
  /** `required`: an RFC's must. `optional`: where a cache may do more. `declined`: it may, and this one does not. */
  kind: 'required' | 'optional' | 'declined';
  steps: readonly Step[];
}

export type Topic = readonly [string, readonly Case[]];

/** A response that is stored, then asked for again. */
function twice(kind: Case['kind'], name: string, fields: Fields, second: Step, answer: Answer = {}): Case {
  return { name, kind, steps: [{ answer: { ...answer, fields }, from: 'origin' }, second] };
}

/** It must not be reused: the origin is asked again. */
export const refuses = (name: string, fields: Fields, answer: Answer = {}): Case =>
  twice('required', name, fields, { from: 'origin' }, answer);

/** It is reused. */
export const reuses = (name: string, fields: Fields, answer: Answer = {}): Case =>
  twice('optional', name, fields, { from: 'cache' }, answer);

/** The same after the seconds that a short life takes. */
export const refusesLater = (name: string, fields: Fields): Case => ({
  name,
  kind: 'required',
  steps: [{ answer: { fields }, from: 'origin', wait: 2.2 }, { from: 'origin' }],
});

/** A fresh response, and what a client with these fields then gets. */
export const asks = (
  kind: Case['kind'],
  name: string,
  fields: Fields,
  second: Step,
  stored: Fields = { 'Cache-Control': 'max-age=3600' },
): Case => ({
  name,
  kind,
  steps: [
    { answer: { fields: stored }, from: 'origin' },
    { fields, ...second },
  ],
});
