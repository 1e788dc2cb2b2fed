import type { CharacterTest, RegexNode } from './pattern';

/** One instruction of the matching machine. */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest; readonly backward: boolean }
  /** Tries the next instruction first, then `other`. */
  | { readonly op: 'split'; other: number; readonly otherFirst: boolean }
  | { readonly op: 'jump'; to: number }
  /** Keeps the position in a register. */
  | { readonly op: 'save'; readonly register: number }
  /** Forgets registers, from the first to the last. */
  | { readonly op: 'forget'; readonly from: number; readonly to: number }
  /** Fails when nothing was consumed since the position was saved. */
  | { readonly op: 'progress'; readonly register: number }
  | { readonly op: 'assertion'; readonly type: '^' | '$' | 'b' | 'B' }
  | { readonly op: 'reference'; readonly group: () => number; readonly backward: boolean }
  | {
      readonly op: 'look';
      readonly program: readonly Instruction[];
      readonly negative: boolean;
      readonly from: number;
      readonly to: number;
    }
  | { readonly op: 'match' };

/** A regular expression ready to be run. Registers 0 and 1 are the whole match, 2n and 2n + 1 group n; loops use the others. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
}

/** Counted repetitions are written out; this is how long the result may get. */
const LONGEST_PROGRAM = 20_000;

/** Translates a regular expression, or gives undefined when it is too long to write out. */
export function compileProgram(root: RegexNode, groups: number): Program | undefined {
  const writer = new ProgramWriter((groups + 1) * 2);
  const instructions: Instruction[] = [];
  try {
    writer.write(root, instructions, false);
  } catch (error) {
    if (error instanceof ProgramTooLong) return undefined;
    throw error;
  }
  instructions.push({ op: 'match' });
  return { instructions, registers: writer.registers };
}

class ProgramTooLong extends Error {}

class ProgramWriter {
  private written = 0;

  constructor(public registers: number) {}

  write(node: RegexNode, out: Instruction[], backward: boolean): void {
    this.written += 1;
    if (this.written > LONGEST_PROGRAM) throw new ProgramTooLong();
    switch (node.kind) {
      case 'character':
        out.push({ op: 'character', test: node.test, backward });
        break;
      case 'sequence':
        for (const item of backward ? [...node.items].reverse() : node.items) this.write(item, out, backward);
        break;
      case 'choice':
        this.writeChoice(node.options, out, backward);
        break;
      case 'group':
        out.push({ op: 'save', register: node.index * 2 + (backward ? 1 : 0) });
        this.write(node.body, out, backward);
        out.push({ op: 'save', register: node.index * 2 + (backward ? 0 : 1) });
        break;
      case 'repeat':
        this.writeRepeat(node, out, backward);
        break;
      case 'assertion':
        out.push({ op: 'assertion', type: node.type });
        break;
      case 'reference':
        out.push({ op: 'reference', group: node.group, backward });
        break;
      case 'look': {
        const program: Instruction[] = [];
        this.write(node.body, program, !node.ahead);
        program.push({ op: 'match' });
        out.push({ op: 'look', program, negative: node.negative, from: node.groups[0] * 2, to: node.groups[1] * 2 + 1 });
        break;
      }
      default:
        break;
    }
  }

  private writeChoice(options: readonly RegexNode[], out: Instruction[], backward: boolean): void {
    const jumps: Array<{ op: 'jump'; to: number }> = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        this.write(option, out, backward);
        return;
      }
      const split: Instruction = { op: 'split', other: 0, otherFirst: false };
      out.push(split);
      this.write(option, out, backward);
      const jump = { op: 'jump' as const, to: 0 };
      out.push(jump);
      jumps.push(jump);
      split.other = out.length;
    });
    for (const jump of jumps) jump.to = out.length;
  }

  private writeRepeat(node: Extract<RegexNode, { kind: 'repeat' }>, out: Instruction[], backward: boolean): void {
    const [first, last] = node.groups;
    const writeBody = (): void => {
      if (last >= first) out.push({ op: 'forget', from: first * 2, to: last * 2 + 1 });
      this.write(node.body, out, backward);
    };
    for (let i = 0; i < node.min; i++) writeBody();
    const register = this.registers++;
    const splits: Array<Extract<Instruction, { op: 'split' }>> = [];
    const writeOptional = (): void => {
      const split: Extract<Instruction, { op: 'split' }> = { op: 'split', other: 0, otherFirst: node.lazy };
      splits.push(split);
      out.push(split, { op: 'save', register });
      writeBody();
      out.push({ op: 'progress', register });
    };
    if (node.max === Number.POSITIVE_INFINITY) {
      const start = out.length;
      writeOptional();
      out.push({ op: 'jump', to: start });
    } else for (let i = node.min; i < node.max; i++) writeOptional();
    for (const split of splits) split.other = out.length;
  }
}
