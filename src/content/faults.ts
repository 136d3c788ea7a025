/** Faults of guide files: gathered and reported together, each with its place and what was expected. */

export interface Fault {
  /** Path within the guide folder, with `/`. */
  file: string;
  /** 1-based. */
  line: number;
  /** The field or part of the file, e.g. `values[0].law` or `short`. */
  field: string;
  /** What was expected there, in English: these sentences are for editors and developers. */
  expected: string;
  /**
   * Languages that fell apart or a text grown too long: stops an import, but does not keep the rest of a release from
   * a store where editors changed a part.
   */
  bearable?: true;
}

export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.field}: ${fault.expected}`;
}

/** What a reading or checking step adds its findings to. Warnings never stop an import. */
export interface Findings {
  faults: Fault[];
  warnings: Fault[];
}

export function noFindings(): Findings {
  return { faults: [], warnings: [] };
}

export function sortFaults(faults: Fault[]): Fault[] {
  return [...faults].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** The guide on disk cannot be taken over; nothing of it was. `code` is what logs may show. */
export class GuideFaultsError extends Error {
  readonly code = 'GUIDE_FAULTS';
  readonly faults: Fault[];
  constructor(faults: Fault[]) {
    super(`${faults.length} faults in the guide:\n${faults.map(formatFault).join('\n')}`);
    this.name = 'GuideFaultsError';
    this.faults = faults;
  }
}
