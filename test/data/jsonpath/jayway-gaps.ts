/** Why a question of the oracle is not asked of us, or undefined when it is. */
export function knownGap(document: string, query: string): string | undefined {
  if (!/^[$@]/.test(query)) return 'Jayway puts "$." before such a path; AWS refuses it when the state machine is created.';
  return GAPS.find((gap) => gap.queries.includes(query) && (gap.document === undefined || gap.document === document))?.reason;
}

interface Gap {
  readonly queries: readonly string[];
  readonly document?: string;
  readonly reason: string;
}

const GAPS: readonly Gap[] = [
  {
    queries: ['$.one.append($.one)'],
    document: 'numbers',
    reason: 'Jayway appends to the document itself, so that the list ends up inside itself; our documents never change.',
  },
  {
    queries: ['$.shop.books[?(@.title == Sand)].title'],
    reason: 'AWS takes a word without quotes for a text: published workflows write filters so, and AWS runs them.',
  },
  { queries: ['$.keys().length()'], reason: 'The message names the Java class of a set of keys; we tell lists, maps and scalars apart.' },
];
