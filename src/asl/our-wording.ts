import type { ProblemCode } from './problem';
import type { Wanted, WantedRange, WantedValue } from './wanted';

const SYNONYMS = { string: 'a string', boolean: 'true or false', condition: 'a JSONata expression or true or false' } as const;

/** Our words for what a place wants, by the code of the problem: they follow "expected". */
const WORDS: { readonly [Code in ProblemCode]: (wanted: Wanted[Code]) => string } = {
  INVALID_JSON: (wanted) => (wanted.found === 'value' ? `JSON, not ${wanted.value}` : 'JSON'),
  NOT_A_MACHINE: () => 'a state machine (an object with "StartAt" and "States")',
  DEFINITION_TOO_LARGE: ({ most }) => `a definition of at most ${most} bytes`,
  NESTED_TOO_DEEPLY: ({ most }) => `at most ${most} levels of nesting`,
  DUPLICATE_KEY: () => 'each key once in an object',
  INEXACT_NUMBER: () => 'integers that a JavaScript number holds exactly',
  MISSING_FIELD: (wanted) => `the field "${wanted.field}" ${'in' in wanted ? `in ${wanted.in}` : `beside ${wanted.beside}`}`,
  UNKNOWN_FIELD: ({ what }) => `a field of ${what}`,
  WRONG_QUERY_LANGUAGE: ({ field, language }) => `no "${field}" where the query language is ${language}`,
  QUERY_LANGUAGE_DOWNGRADE: () => 'no JSONPath state in a machine whose query language is JSONata',
  WRONG_TYPE: valueText,
  UNKNOWN_VALUE: ({ words }) => wordsText(words),
  OUT_OF_RANGE: rangeText,
  EMPTY_VALUE: (wanted) => {
    if ('one' in wanted) return `at least one ${wanted.one}`;
    return wanted.type === 'string' ? 'a string that is not empty' : `at least one of: ${wanted.items}`;
  },
  EXCLUSIVE_FIELDS: ({ of }) => (of === 'operators' ? 'exactly one operator in a rule' : `only one of ${inQuotes(of).join(', ')}`),
  MISSING_ALTERNATIVE: (wanted) => {
    if ('anyOf' in wanted) return `${wordsText(wanted.anyOf)} in ${wanted.what}`;
    return `${wanted.of === 'operators' ? 'a comparison operator, "And", "Or" or "Not"' : `one of ${inQuotes(wanted.of).join(', ')}`} in ${wanted.what}`;
  },
  UNKNOWN_STATE_TYPE: ({ types }) => `one of ${types.join(', ')}`,
  MISSING_TRANSITION: ({ type }) => `"Next" or "End": true in a ${type} state`,
  MISSING_TRANSITION_TARGET: () => 'the name of a state beside it',
  DUPLICATE_STATE_NAME: () => 'state names to be unique in the whole machine',
  STATE_NAME_LENGTH: ({ most }) => `a state name of 1 to ${most} characters`,
  STATES_ALL_PLACEMENT: (wanted) =>
    wanted.place === 'alone' ? '"States.ALL" to be alone' : `"States.ALL" only in the last ${wanted.what}`,
  DISTRIBUTED_ONLY: ({ field }) => `no "${field}" in a Map whose Mode is INLINE`,
  INVALID_TIMESTAMP: () => valueText({ type: 'timestamp' }),
};

/** Says what a place wants: the words after "expected". */
export function expectedText<Code extends ProblemCode>(code: Code, wanted: Wanted[Code]): string {
  return WORDS[code](wanted);
}

function valueText(wanted: WantedValue): string {
  switch (wanted.type) {
    case 'path':
      return wanted.orNull ? 'a path or null' : 'a path';
    case 'number':
    case 'integer':
      return numberText(wanted);
    case 'object':
      return wanted.what === undefined ? 'an object' : `${wanted.what} (an object)`;
    case 'array':
      return `an array of ${wanted.items}`;
    case 'words':
      return wordsText(wanted.words);
    case 'timestamp':
      return 'a timestamp such as "2026-01-31T12:00:00Z"';
    default:
      return SYNONYMS[wanted.type];
  }
}

function numberText({ type, least, most }: Extract<WantedValue, { type: 'number' | 'integer' }>): string {
  const noun = type === 'integer' ? 'an integer' : 'a number';
  if (least === undefined) return most === undefined ? noun : `${noun} of at most ${most}`;
  return most === undefined ? `${noun} of ${least} or more` : `${noun} from ${least} to ${most}`;
}

function rangeText(wanted: WantedRange): string {
  switch (wanted.type) {
    case 'delay':
      return `a delay greater than IntervalSeconds (${wanted.over})`;
    case 'heartbeat':
      return `a heartbeat of less than TimeoutSeconds (${wanted.under})`;
    case 'label':
      return `a label of at most ${wanted.most} characters`;
    default:
      return numberText(wanted);
  }
}

function wordsText(words: readonly string[]): string {
  return inQuotes(words).join(' or ');
}

function inQuotes(words: readonly string[]): string[] {
  return words.map((word) => `"${word}"`);
}
