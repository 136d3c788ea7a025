/** JSON with the line of every value, so that a fault can name its place. JSON.parse keeps no positions. */

export type JsonPath = readonly (string | number)[];

export type JsonReading =
  | { ok: true; value: unknown; lineOf(path: JsonPath): number }
  | { ok: false; line: number; expected: string };

class SyntaxFault extends Error {
  constructor(
    readonly position: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

/** Reads one JSON text. A key that stands twice in one object is a fault: one of the two would be lost silently. */
export function readJson(text: string): JsonReading {
  const places = new Map<string, number>();
  const starts = lineStarts(text);
  const lineAt = (position: number) => lineOf(starts, position);
  let at = 0;

  const skipSpace = () => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  };
  const take = (sign: string) => {
    skipSpace();
    if (text.charAt(at) !== sign) throw new SyntaxFault(at, `expected "${sign}"`);
    at += 1;
  };
  const scalar = (pattern: RegExp, what: string): unknown => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new SyntaxFault(at, `expected ${what}`);
    let value: unknown;
    try {
      value = JSON.parse(match[0]);
    } catch {
      throw new SyntaxFault(at, `expected ${what}`);
    }
    at += match[0].length;
    return value;
  };
  const string = (): string => {
    const value = scalar(/"(?:[^"\\\n]|\\.)*"/y, 'a text in double quotes, closed on the same line');
    return typeof value === 'string' ? value : '';
  };

  const read = (path: JsonPath): unknown => {
    skipSpace();
    places.set(pathKey(path), lineAt(at));
    const sign = text.charAt(at);
    if (sign === '{') return object(path);
    if (sign === '[') return array(path);
    if (sign === '"') return string();
    return scalar(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y, 'a JSON value');
  };
  const object = (path: JsonPath): unknown => {
    const entries = new Map<string, unknown>();
    take('{');
    skipSpace();
    if (text.charAt(at) === '}') {
      at += 1;
      return {};
    }
    for (;;) {
      skipSpace();
      const keyAt = at;
      const key = string();
      if (entries.has(key)) throw new SyntaxFault(keyAt, `expected the key "${key}" only once in its object`);
      take(':');
      entries.set(key, read([...path, key]));
      // A key names the line of its field better than a value that begins on the next line.
      places.set(pathKey([...path, key]), lineAt(keyAt));
      skipSpace();
      if (text.charAt(at) === '}') break;
      if (text.charAt(at) !== ',') throw new SyntaxFault(at, 'expected "," or "}"');
      at += 1;
    }
    at += 1;
    return Object.fromEntries(entries);
  };
  const array = (path: JsonPath): unknown => {
    const items: unknown[] = [];
    take('[');
    skipSpace();
    if (text.charAt(at) === ']') {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(read([...path, items.length]));
      skipSpace();
      if (text.charAt(at) === ']') break;
      if (text.charAt(at) !== ',') throw new SyntaxFault(at, 'expected "," or "]"');
      at += 1;
    }
    at += 1;
    return items;
  };

  try {
    const value = read([]);
    skipSpace();
    if (at < text.length) throw new SyntaxFault(at, 'expected nothing after the JSON value');
    return {
      ok: true,
      value,
      lineOf(path) {
        for (let length = path.length; length > 0; length -= 1) {
          const line = places.get(pathKey(path.slice(0, length)));
          if (line !== undefined) return line;
        }
        return places.get('') ?? 1;
      },
    };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { ok: false, line: lineAt(error.position), expected: error.expected };
  }
}

/** `["values", 0, "law"]` -> `values[0].law`. */
export function fieldName(path: JsonPath): string {
  const name = path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
  return name === '' ? 'file' : name;
}

function pathKey(path: JsonPath): string {
  return path.join('\u0000');
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
