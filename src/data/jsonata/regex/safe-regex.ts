import { type Evaluation, OUT_OF_MEMORY } from '../evaluation';
import { JsonataError } from '../jsonata-error';
import { runProgram } from './machine';
import { type ParsedRegex, parseRegex, type RegexNode } from './pattern';
import { compileProgram, type Program } from './program';

/** Where a regular expression matched. */
export interface SafeRegexMatch {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: ReadonlyArray<string | undefined>;
}

/**
 * A regular expression from a workflow. JavaScript's own engine cannot be stopped, so it only runs what is bound to end soon: patterns
 * without a repetition inside a repetition, on texts short enough for the number of repetitions. Anything else runs on our machine.
 */
export interface SafeRegex {
  readonly native: RegExp;
  /** How the engine's work grows: by this power of the text's length. Infinite when it may be exponential. */
  readonly power: number;
  /** How many groups it captures. */
  readonly groups: number;
  program(): Program | undefined;
}

/** Steps of JavaScript's engine that are over in about a tenth of a second. */
const NATIVE_STEPS = 5e7;

/** Steps for a match and what becomes of it. */
const A_MATCH = 10;

/** Judges a RegExp that JavaScript has accepted. */
export function safeRegex(regex: RegExp): SafeRegex {
  let parsed: ParsedRegex | undefined;
  const parse = (): ParsedRegex => (parsed ??= parseRegex(regex.source, regex.ignoreCase));
  let program: Program | undefined;
  let native: RegExp | undefined;
  let power: number | undefined;
  let groups: number | undefined;
  return {
    get native() {
      native ??= new RegExp(regex.source, `${regex.flags.replace('g', '')}g`);
      return native;
    },
    get power() {
      power ??= powerOf(parse().root);
      return power;
    },
    get groups() {
      // Matching nothing against an added empty option tells the number of groups.
      groups ??= new RegExp(`${regex.source}|`, regex.flags).exec('')!.length - 1;
      return groups;
    },
    program: () => (program ??= compileProgram(parse().root, parse().groups)),
  };
}

/** Finds the first match at or after a position. */
export function execSafely(regex: SafeRegex, text: string, from: number, run: Evaluation): SafeRegexMatch | undefined {
  const work = (text.length - from + 1) ** regex.power;
  if (work <= NATIVE_STEPS && run.mayRunUnmetered(work)) {
    run.spend(A_MATCH);
    const { native } = regex;
    native.lastIndex = from;
    const match = native.exec(text);
    if (match === null) return undefined;
    return { match: match[0], start: match.index, end: match.index + match[0].length, groups: match.slice(1) };
  }
  const program = regex.program();
  if (program === undefined) throw new JsonataError('U1001', { text: OUT_OF_MEMORY });
  run.spend(A_MATCH);
  const { multiline, ignoreCase } = regex.native;
  const registers = runProgram(program, text, from, { multiline, ignoreCase }, (steps) => run.spend(steps));
  if (registers === undefined) return undefined;
  const start = registers[0]!;
  const end = registers[1]!;
  const groups: Array<string | undefined> = [];
  for (let group = 1; group <= regex.groups; group++) {
    const first = registers[group * 2]!;
    const last = registers[group * 2 + 1]!;
    groups.push(first < 0 || last < 0 ? undefined : text.slice(first, last));
  }
  return { match: text.slice(start, end), start, end, groups };
}

/** One for the start of the match, and one for each repetition that may give back what it took. */
function powerOf(root: RegexNode): number {
  let repetitions = 0;
  const visit = (node: RegexNode, repeated: boolean): void => {
    switch (node.kind) {
      case 'repeat': {
        const varies = node.max !== node.min;
        if (repeated && varies) repetitions = Number.POSITIVE_INFINITY;
        if (varies && node.max > 1) repetitions += 1;
        // A choice inside a repetition may overlap, and then the ways to match multiply.
        if (node.max > 1 && node.body.kind !== 'character') visit(node.body, true);
        else if (node.body.kind !== 'character') visit(node.body, repeated);
        break;
      }
      case 'choice':
        if (repeated) repetitions = Number.POSITIVE_INFINITY;
        for (const option of node.options) visit(option, repeated);
        break;
      case 'sequence':
        for (const item of node.items) visit(item, repeated);
        break;
      case 'group':
      case 'look':
        visit(node.body, repeated);
        break;
      case 'reference':
        repetitions += 1;
        break;
      default:
        break;
    }
  };
  visit(root, false);
  return repetitions + 1;
}
