/** A failed statement or a database out of reach. It never carries parameters, rows or details: they may be personal. */
export interface StoreError extends Error {
  /** SQLSTATE (`23505`), a socket error (`ECONNREFUSED`) or `unknown`. */
  readonly code: string;
  readonly constraint?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const field = (error: object, name: string): string | undefined => text(Reflect.get(error, name));

/** Strips a driver's error down to what may be logged: code, constraint and, for mistakes in our SQL, its message. */
export function storeError(cause: unknown): StoreError {
  if (isStoreError(cause)) return cause;
  const source = typeof cause === 'object' && cause !== null ? cause : {};
  const code = field(source, 'code') ?? 'unknown';
  const constraint = field(source, 'constraint');
  // Class 42 (syntax, unknown names) speaks of our schema only; other messages may quote values.
  const about = code.startsWith('42') || code === 'unknown' ? `: ${field(source, 'message') ?? ''}` : '';
  const error = new Error(`database error ${code}${constraint ? ` (${constraint})` : ''}${about}`);
  error.name = 'StoreError';
  return Object.assign(error, { code, ...(constraint ? { constraint } : {}) });
}

export function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && error.name === 'StoreError' && 'code' in error;
}

/** True for a broken unique key, of that constraint if one is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    isStoreError(error) &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}
