/** Checks one call against the subset, in the words of the real server where it has words of its own. */
import { type Fields, type FieldType, METHODS } from './spec.js';

export interface Refusal {
  code: number;
  description: string;
}

export type Params = Readonly<Record<string, unknown>>;

const bad = (description: string): Refusal => ({ code: 400, description: `Bad Request: ${description}` });

/** Null if the real server would take the call, as far as shape, limits and entities go. */
export function checkCall(method: string, params: Params): Refusal | null {
  const fields = METHODS[method];
  if (fields === undefined) return { code: 404, description: 'Not Found: method not found' };
  return checkFields(fields, params, method) ?? checkText(params) ?? checkButtons(params);
}

function checkFields(fields: Fields, params: Params, where: string): Refusal | null {
  for (const name of Object.keys(params)) {
    if (fields[name] === undefined) return bad(`${where}: unknown field "${name}"`);
  }
  for (const [name, field] of Object.entries(fields)) {
    const value = params[name];
    if (value === undefined) {
      if (field.required === true) return bad(name === 'text' ? 'message text is empty' : `${name} is empty`);
      continue;
    }
    const wrong = checkValue(field.type, value, name);
    if (wrong !== null) return wrong;
  }
  return null;
}

function checkValue(type: FieldType, value: unknown, name: string): Refusal | null {
  switch (type.kind) {
    case 'integer':
      if (!Number.isSafeInteger(value) || typeof value !== 'number') return bad(`${name} must be an Integer`);
      return value < (type.min ?? -Infinity) || value > (type.max ?? Infinity)
        ? bad(`${name} out of range`)
        : null;
    case 'boolean':
      return typeof value === 'boolean' ? null : bad(`${name} must be a Boolean`);
    case 'chat':
      return Number.isSafeInteger(value) && value !== 0 ? null : bad('chat not found');
    case 'string':
      return typeof value === 'string' ? checkString(type, value, name) : bad(`${name} must be a String`);
    case 'array': {
      if (!Array.isArray(value)) return bad(`${name} must be an Array`);
      if (value.length > (type.max ?? Infinity)) return bad(`too many items in ${name}`);
      for (const item of value) {
        const wrong = checkValue(type.of, item, name);
        if (wrong !== null) return wrong;
      }
      return null;
    }
    case 'object':
      return isRecord(value) ? checkFields(type.fields, value, name) : bad(`${name} must be an object`);
  }
}

function checkString(
  type: Extract<FieldType, { kind: 'string' }>,
  value: string,
  name: string,
): Refusal | null {
  if (/\p{Surrogate}/u.test(value)) return bad('strings must be encoded in UTF-8');
  if (name === 'text' && value.length > (type.max ?? Infinity)) return bad('message is too long');
  if (value.length < (type.min ?? 0) || value.length > (type.max ?? Infinity))
    return bad(`${name}: wrong length`);
  if (type.maxBytes !== undefined && Buffer.byteLength(value) > type.maxBytes)
    return bad('BUTTON_DATA_INVALID');
  if (type.pattern !== undefined && !type.pattern.test(value)) return bad(`${name} is invalid`);
  return type.oneOf === undefined || type.oneOf.includes(value) ? null : bad(`${name} is unknown`);
}

/** Entities inside the text, not splitting a character, nested or apart but never crossing. */
function checkText(params: Params): Refusal | null {
  const { text, entities } = params;
  if (typeof text !== 'string' || !('chat_id' in params)) return null;
  if (text.trim() === '') return bad('message text is empty');
  if (!Array.isArray(entities)) return null;
  const spans: { begin: number; end: number }[] = [];
  for (const entity of entities) {
    const begin = Number(entity.offset);
    const end = begin + Number(entity.length);
    if (end > text.length)
      return bad(`entity beginning at UTF-16 offset ${begin} ends after the end of the text`);
    if (splitsPair(text, begin)) return bad('entity begins in a middle of a UTF-16 symbol');
    if (splitsPair(text, end)) return bad('entity ends in a middle of a UTF-16 symbol');
    if (entity.type === 'text_link' && !/^(https?|tg):\/\//.test(String(entity.url)))
      return bad('wrong entity URL');
    const crosses = spans.some(
      (span) => begin < span.end && end > span.begin && !nests(span, { begin, end }),
    );
    if (crosses) return bad('entities cross each other');
    spans.push({ begin, end });
  }
  return null;
}

function nests(a: { begin: number; end: number }, b: { begin: number; end: number }): boolean {
  return (a.begin <= b.begin && a.end >= b.end) || (b.begin <= a.begin && b.end >= a.end);
}

function splitsPair(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');
}

function checkButtons({ reply_markup: markup }: Params): Refusal | null {
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return null;
  for (const button of markup.inline_keyboard.flat()) {
    const actions = ['callback_data', 'url'].filter((field) => field in button).length;
    if (actions === 0)
      return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if (actions > 1) return bad("can't parse inline keyboard button: exactly one action is allowed");
    if (button.text.trim() === '') return bad('inline keyboard button text is empty');
  }
  return null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
