import { ExpressionSyntaxError } from '../evaluation-error';
import { type JavaRegexNode, parseJavaRegex } from './java-regex-parser';
import { TOO_MANY_VISITS } from './path-failure';

/** A regular expression of a filter (`=~`), matched against the whole of a text. */
export interface JavaRegex {
  readonly source: string;
  readonly flags: string;
  /** True when all of `text` matches. The time grows with the text times the expression, never faster; each step is taken from `budget`. */
  matches(text: string, budget?: { visits: number }): boolean;
}

type JavaRegexInstruction =
  | { readonly kind: 'character'; readonly accepts: (codePoint: number) => boolean }
  | { kind: 'split'; first: number; second: number }
  | { kind: 'jump'; to: number }
  | { readonly kind: 'assert'; readonly holds: (text: readonly number[], at: number) => boolean }
  | { readonly kind: 'look'; readonly program: readonly JavaRegexInstruction[]; readonly negative: boolean }
  | { readonly kind: 'match' };

/** A step of the machine is that much cheaper than a visit of a place, by which a path is metered. */
const STEPS_PER_VISIT = 4;

interface Meter {
  left: number;
}

/** Counted repetitions are written out, so a program could grow without end. */
const MAXIMUM_INSTRUCTIONS = 20_000;

/**
 * Compiles a regular expression as Java writes it to a machine that follows all alternatives at once, so that none can run away.
 * Back references, look-behind and possessive repetition cannot be had that way: they throw {@link ExpressionSyntaxError}.
 */
export function compileJavaRegex(source: string, flags: string): JavaRegex {
  const program = compileProgram(parseJavaRegex(source, flags), source);
  return {
    source,
    flags,
    matches: (text, budget) => {
      if (budget === undefined) return run(program, toCodePoints(text), 0, true, { left: Number.POSITIVE_INFINITY });
      const meter = { left: budget.visits * STEPS_PER_VISIT };
      try {
        return run(program, toCodePoints(text), 0, true, meter);
      } finally {
        budget.visits = Math.floor(meter.left / STEPS_PER_VISIT);
      }
    },
  };
}

function compileProgram(node: JavaRegexNode, source: string): readonly JavaRegexInstruction[] {
  const program: JavaRegexInstruction[] = [];
  emit(node, program, source);
  program.push({ kind: 'match' });
  return program;
}

function emit(node: JavaRegexNode, program: JavaRegexInstruction[], source: string): void {
  if (program.length > MAXIMUM_INSTRUCTIONS)
    throw new ExpressionSyntaxError(source, undefined, `The regular expression "${source}" repeats too much to be run safely.`);
  switch (node.kind) {
    case 'character':
      program.push({ kind: 'character', accepts: node.accepts });
      return;
    case 'assert':
      program.push({ kind: 'assert', holds: node.holds });
      return;
    case 'look':
      program.push({ kind: 'look', program: compileProgram(node.body, source), negative: node.negative });
      return;
    case 'sequence':
      for (const part of node.parts) emit(part, program, source);
      return;
    case 'choice':
      emitChoice(node.options, program, source);
      return;
    case 'repeat':
      emitRepeat(node, program, source);
  }
}

function emitChoice(options: readonly JavaRegexNode[], program: JavaRegexInstruction[], source: string): void {
  const exits: { kind: 'jump'; to: number }[] = [];
  for (const [at, option] of options.entries()) {
    if (at === options.length - 1) {
      emit(option, program, source);
      break;
    }
    const split: JavaRegexInstruction = { kind: 'split', first: program.length + 1, second: 0 };
    program.push(split);
    emit(option, program, source);
    const exit: JavaRegexInstruction = { kind: 'jump', to: 0 };
    exits.push(exit);
    program.push(exit);
    split.second = program.length;
  }
  for (const exit of exits) exit.to = program.length;
}

function emitRepeat(node: Extract<JavaRegexNode, { kind: 'repeat' }>, program: JavaRegexInstruction[], source: string): void {
  for (let count = 0; count < node.minimum; count++) emit(node.body, program, source);
  if (node.maximum === Number.POSITIVE_INFINITY) {
    const split: JavaRegexInstruction = { kind: 'split', first: program.length + 1, second: 0 };
    const start = program.length;
    program.push(split);
    emit(node.body, program, source);
    program.push({ kind: 'jump', to: start });
    split.second = program.length;
    return;
  }
  const splits: { kind: 'split'; first: number; second: number }[] = [];
  for (let count = node.minimum; count < node.maximum; count++) {
    const split = { kind: 'split' as const, first: program.length + 1, second: 0 };
    splits.push(split);
    program.push(split);
    emit(node.body, program, source);
  }
  for (const split of splits) split.second = program.length;
}

/** Runs the program from `start`; true when it matches there, up to the end of the text if `whole`. */
function run(program: readonly JavaRegexInstruction[], text: readonly number[], start: number, whole: boolean, meter: Meter): boolean {
  let current = new Set<number>();
  follow(program, text, start, 0, current, meter);
  for (let at = start; ; at++) {
    const matched = current.has(program.length - 1);
    if (matched && (!whole || at === text.length)) return true;
    if (at >= text.length || current.size === 0) return false;
    const next = new Set<number>();
    for (const pointer of current) {
      const instruction = program[pointer]!;
      if (instruction.kind === 'character' && instruction.accepts(text[at]!)) follow(program, text, at + 1, pointer + 1, next, meter);
    }
    current = next;
  }
}

/** Adds every place that is reached from `pointer` without reading a character. */
function follow(
  program: readonly JavaRegexInstruction[],
  text: readonly number[],
  at: number,
  pointer: number,
  reached: Set<number>,
  meter: Meter,
): void {
  const pending = [pointer];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (--meter.left < 0) throw TOO_MANY_VISITS;
    if (reached.has(next)) continue;
    reached.add(next);
    const instruction = program[next]!;
    if (instruction.kind === 'jump') pending.push(instruction.to);
    else if (instruction.kind === 'split') pending.push(instruction.second, instruction.first);
    else if (instruction.kind === 'assert' && instruction.holds(text, at)) pending.push(next + 1);
    else if (instruction.kind === 'look' && run(instruction.program, text, at, false, meter) !== instruction.negative)
      pending.push(next + 1);
  }
}

function toCodePoints(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
