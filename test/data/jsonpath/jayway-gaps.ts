/** Why a question of the oracle is not asked of us, or undefined when it is. */
export function knownGap(document: string, query: string): string | undefined {
  if (!/^\s*[$@]/.test(query)) return 'Jayway puts "$." before such a path; AWS refuses it when the state machine is created.';
  return GAPS.find((gap) => gap.queries.includes(query) && (gap.document === undefined || gap.document === document))?.reason;
}

interface Gap {
  readonly queries: readonly string[];
  readonly document?: string;
  readonly reason: string;
}

const GAPS: readonly Gap[] = [];
