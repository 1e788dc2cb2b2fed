import { foldCase, isWord } from './pattern';
import type { Instruction, Program } from './program';

/** Where a match and its groups are: a start and an end for each, -1 for a group that took no part. */
export type Registers = Int32Array;

/** The flags that change how a program runs. */
export interface MachineFlags {
  readonly multiline: boolean;
  readonly ignoreCase: boolean;
}

/**
 * Runs a program by backtracking, with its own stack and paying for every instruction, so that a pattern that would
 * keep JavaScript's engine busy for years ends here when the budget does.
 */
export function runProgram(
  program: Program,
  text: string,
  from: number,
  flags: MachineFlags,
  spend: (steps: number) => void,
): Registers | undefined {
  // A run that finds nothing leaves them as they were.
  const registers = new Int32Array(program.registers).fill(-1);
  const machine = new Machine(text, flags, spend);
  for (let start = from; start <= text.length; start++) {
    registers[0] = start;
    const end = machine.run(program.instructions, start, registers);
    if (end === undefined) continue;
    registers[1] = end;
    return registers;
  }
  return undefined;
}

class Machine {
  constructor(
    private readonly text: string,
    private readonly flags: MachineFlags,
    private readonly spend: (steps: number) => void,
  ) {}

  /** The position after a match, with the registers filled, or undefined with the registers as they were. */
  run(program: readonly Instruction[], start: number, registers: Registers): number | undefined {
    // What to undo and where to go on after a failure: pairs of register and old value, or of -1 - instruction and position.
    const trail: number[] = [];
    let at = 0;
    let position = start;
    for (;;) {
      this.spend(1);
      const next = this.step(program[at]!, at, position, registers, trail);
      if (next === MATCHED) return position;
      if (next !== FAILED) {
        at = next;
        position = this.position;
        continue;
      }
      const resume = undo(trail, registers);
      if (resume === undefined) return undefined;
      at = resume;
      position = trail.pop()!;
    }
  }

  private position = 0;

  private step(instruction: Instruction, at: number, position: number, registers: Registers, trail: number[]): number {
    this.position = position;
    switch (instruction.op) {
      case 'character': {
        const index = instruction.backward ? position - 1 : position;
        if (index < 0 || index >= this.text.length || !instruction.test(this.text[index]!)) return FAILED;
        this.position = instruction.backward ? index : index + 1;
        return at + 1;
      }
      case 'split':
        trail.push(position, -1 - (instruction.otherFirst ? at + 1 : instruction.other));
        return instruction.otherFirst ? instruction.other : at + 1;
      case 'jump':
        return instruction.to;
      case 'save':
        remember(trail, registers, instruction.register);
        registers[instruction.register] = position;
        return at + 1;
      case 'forget':
        for (let register = instruction.from; register <= instruction.to; register++) {
          if (registers[register] === -1) continue;
          remember(trail, registers, register);
          registers[register] = -1;
        }
        return at + 1;
      case 'progress':
        return registers[instruction.register] === position ? FAILED : at + 1;
      case 'assertion':
        return this.holds(instruction.type, position) ? at + 1 : FAILED;
      case 'reference':
        return this.repeats(instruction.group(), instruction.backward, registers) ? at + 1 : FAILED;
      case 'look':
        return this.looks(instruction, position, registers, trail) ? at + 1 : FAILED;
      default:
        return MATCHED;
    }
  }

  private holds(type: '^' | '$' | 'b' | 'B', position: number): boolean {
    const { text } = this;
    if (type === '^') return position === 0 || (this.flags.multiline && LINE_ENDS.includes(text[position - 1]!));
    if (type === '$') return position === text.length || (this.flags.multiline && LINE_ENDS.includes(text[position]!));
    const before = position > 0 && isWord(text[position - 1]!);
    const after = position < text.length && isWord(text[position]!);
    return (before !== after) === (type === 'b');
  }

  private repeats(group: number, backward: boolean, registers: Registers): boolean {
    const start = registers[group * 2]!;
    const end = registers[group * 2 + 1]!;
    if (start < 0 || end < 0) return true;
    const length = end - start;
    this.spend(length);
    const from = backward ? this.position - length : this.position;
    if (from < 0 || from + length > this.text.length) return false;
    for (let i = 0; i < length; i++) {
      const expected = this.text[start + i]!;
      const found = this.text[from + i]!;
      if (expected !== found && !(this.flags.ignoreCase && foldCase(expected) === foldCase(found))) return false;
    }
    this.position = backward ? from : from + length;
    return true;
  }

  private looks(look: Extract<Instruction, { op: 'look' }>, position: number, registers: Registers, trail: number[]): boolean {
    const before = registers.slice();
    const found = new Machine(this.text, this.flags, this.spend).run(look.program, position, registers) !== undefined;
    if (found && !look.negative) {
      for (let register = 0; register < registers.length; register++) {
        if (registers[register] !== before[register]) trail.push(before[register]!, register);
      }
      return true;
    }
    registers.set(before);
    return look.negative && !found;
  }
}

const LINE_ENDS = '\n\r\u2028\u2029';
const FAILED = -1;
const MATCHED = -2;

function remember(trail: number[], registers: Registers, register: number): void {
  trail.push(registers[register]!, register);
}

/** Takes back changes up to the last choice; gives the instruction to go on with and leaves its position on the trail. */
function undo(trail: number[], registers: Registers): number | undefined {
  for (;;) {
    const entry = trail.pop();
    if (entry === undefined) return undefined;
    if (entry < 0) return -1 - entry;
    registers[entry] = trail.pop()!;
  }
}
