/** The language of a short message, by a linear model over letter pieces (`scripts/train-language.ts` makes it). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { WRITTEN_FORMS, type WrittenForm } from './forms.js';
import { letterPieces } from './letter-pieces.js';
import { words } from './words.js';

export interface Identified {
  /** `other`: none of ours, or nothing to judge by. */
  language: WrittenForm | 'other';
  /** 0..1. One word such as "patent" belongs to several languages: then it is low and the chat's language should stay. */
  confidence: number;
}

/** Written by `scripts/train-language.ts`: weights are signed bytes, label after label for each piece. */
export const identifierModel = z.strictObject({
  labels: z.array(z.string()).min(2),
  bias: z.array(z.number()),
  /** One unit of a byte. */
  scale: z.number(),
  pieces: z.string(),
  weights: z.base64(),
});

const OUR_SCRIPTS = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;
/** One word is wrong about one time in ten even when the model is sure: borrowed words belong to everybody. */
const ONE_WORD = 0.75;

interface Model {
  labels: string[];
  forms: (WrittenForm | 'other')[];
  bias: number[];
  scale: number;
  rows: Map<string, number>;
  weights: Int8Array;
}

/** "ky-Latn" is Kyrgyz typed in Latin letters: the answer is still Kyrgyz. */
function formOf(label: string): WrittenForm | 'other' {
  return WRITTEN_FORMS.find((form) => label === form || label === `${form}-Latn`) ?? 'other';
}

let loaded: Model | undefined;

function model(): Model {
  if (loaded) return loaded;
  const file = identifierModel.parse(
    JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8')),
  );
  const bytes = Buffer.from(file.weights, 'base64');
  loaded = {
    labels: file.labels,
    forms: file.labels.map(formOf),
    bias: file.bias,
    scale: file.scale,
    rows: new Map(file.pieces.split(' ').map((piece, row) => [piece, row])),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  };
  return loaded;
}

/**
 * The most probable written form of a message, Latin-typed Russian, Kyrgyz and Tajik included (their form is given, not
 * their script). Typically 0.1 ms; the first call reads the model. Text without letters: `other`, confidence 0.
 */
export function identify(text: string): Identified {
  const { labels, forms, bias, scale, rows, weights } = model();
  const pieces = letterPieces(text);
  if (pieces.length === 0) return { language: 'other', confidence: 0 };
  if (!OUR_SCRIPTS.test(text)) return { language: 'other', confidence: 1 };
  const width = labels.length;
  const sums = new Float64Array(width);
  for (const piece of pieces) {
    const row = rows.get(piece);
    if (row === undefined) continue;
    for (let label = 0; label < width; label += 1)
      sums[label] = (sums[label] ?? 0) + (weights[row * width + label] ?? 0);
  }
  const byForm = new Map<WrittenForm | 'other', number>();
  const logits = bias.map((start, label) => start + ((sums[label] ?? 0) * scale) / Math.sqrt(pieces.length));
  const highest = Math.max(...logits);
  let total = 0;
  for (const [label, logit] of logits.entries()) {
    const power = Math.exp(logit - highest);
    const form = forms[label] ?? 'other';
    total += power;
    byForm.set(form, (byForm.get(form) ?? 0) + power);
  }
  let best: Identified = { language: 'other', confidence: 0 };
  for (const [language, power] of byForm)
    if (power / total > best.confidence) best = { language, confidence: power / total };
  return words(text).length === 1 ? { ...best, confidence: best.confidence * ONE_WORD } : best;
}
