/** One content line of RFC 5545 §3.1: "DTSTART;TZID=Europe/Madrid:20261026T090000". Names are upper case. */
export type ContentLine = {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
};

const LINE_BREAK = '\n';

/**
 * The unfolded lines whose name is wanted, in order; the others are skipped unread.
 *
 * A person's calendar is mostly titles, places and guests. Skipping by name, before a value is even put
 * together, is what keeps all of that out of the rest of the importer.
 */
export function* wantedLines(text: string, wanted: ReadonlySet<string>): Generator<string> {
  let line = '';
  let keeps = false;
  for (let at = 0; at < text.length; ) {
    const breakAt = text.indexOf(LINE_BREAK, at);
    const next = breakAt === -1 ? text.length : breakAt + 1;
    let end = breakAt === -1 ? text.length : breakAt;
    if (end > at && text[end - 1] === '\r') end--;
    const first = text[at];
    if (first === ' ' || first === '\t') {
      if (keeps) line += text.slice(at + 1, end);
    } else {
      if (keeps) yield line;
      keeps = wanted.has(nameAt(text, at, end));
      line = keeps ? text.slice(at, end) : '';
    }
    at = next;
  }
  if (keeps) yield line;
}

/** Longest property name we look for, with room to spare: what is longer can't be wanted. */
const NAME_LENGTH_MAX = 40;

function nameAt(text: string, start: number, end: number): string {
  const limit = Math.min(end, start + NAME_LENGTH_MAX);
  for (let at = start; at < limit; at++) {
    const letter = text[at];
    if (letter === ':' || letter === ';') return text.slice(start, at).toUpperCase();
  }
  return '';
}

/** A line in its parts; undefined when it has no value. Quoted parameters may hold `:`, `;` and `,`. */
export function contentLine(line: string): ContentLine | undefined {
  const parameters = new Map<string, string>();
  const name = /^[^:;]*/.exec(line)?.[0] ?? '';
  let at = name.length;
  while (line[at] === ';') {
    const equals = line.indexOf('=', at);
    if (equals === -1) return undefined;
    const key = line.slice(at + 1, equals).toUpperCase();
    const { value, end } = parameterValue(line, equals + 1);
    parameters.set(key, value);
    at = end;
  }
  if (line[at] !== ':') return undefined;
  return { name: name.toUpperCase(), parameters, value: line.slice(at + 1).trim() };
}

function parameterValue(line: string, start: number): { value: string; end: number } {
  let quoted = false;
  let at = start;
  for (; at < line.length; at++) {
    const letter = line[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === ';' || letter === ':')) break;
  }
  return { value: line.slice(start, at).replaceAll('"', ''), end: at };
}
