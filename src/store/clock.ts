import type { Clock } from './index.js';

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The real clock, or one for checks: an instant (`2027-01-15T10:00:00Z`, also with a leading `=`) is where the
 * clock starts and from where it runs on; `+30d`, `-1h`, `+90s` shifts it. Throws on anything else.
 */
export function createClock(testNow?: string): Clock {
  const offsetMs = testNow ? offsetOf(testNow) : 0;
  const moscow = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Moscow',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const now = (): Date => new Date(Date.now() + offsetMs);
  return {
    now,
    today() {
      const parts = new Map(moscow.formatToParts(now()).map((part) => [part.type, part.value]));
      return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
    },
  };
}

function offsetOf(testNow: string): number {
  const shift = /^([+-])(\d{1,6})([smhd])$/.exec(testNow);
  if (shift) {
    const unit = UNITS[shift[3] ?? ''] ?? 0;
    return (shift[1] === '-' ? -1 : 1) * Number(shift[2]) * unit;
  }
  const start = Date.parse(testNow.replace(/^=/, ''));
  if (Number.isNaN(start)) {
    throw new Error('TEST_NOW must be an instant such as 2027-01-15T10:00:00Z or a shift such as +30d');
  }
  return start - Date.now();
}
