import { BuilderError } from '../../expressions';
import type { StepNode } from '../tree/step-node';

const longestName = 80;

/** Hands out the names of the states of one workflow. */
export interface StateNames {
  /**
   * The name of a state: the chosen one, or with a number behind it when the same step is placed again.
   *
   * @throws BuilderError when another step chose the name, or it is empty or too long
   */
  claim(chosen: string, owner: StepNode): string;
  /** The name of a state that belongs to one that has its name already: that name with a word behind it. */
  claimBehind(name: string, word: string, owner: StepNode): string;
  /** A name for a variable that no other call gave, and the author of the workflow gave to none. */
  variable(wanted: string): string;
}

/** A register of names that knows the variables of the workflow's author, and puts the prefix before the name of each state. */
export function stateNames(constructPath: string, authorsVariables: Iterable<string>, prefix = ''): StateNames {
  const owners = new Map<string, StepNode>();
  const uses = new Map<string, number>();
  const variables = new Set(authorsVariables);
  const ids = new Map<string, string>();
  const take = (chosen: string, step: StepNode): string => {
    const owner = step.origin ?? step;
    checkLength(chosen, constructPath);
    checkInherited(chosen, constructPath);
    const holder = owners.get(chosen);
    if (holder !== undefined && holder !== owner) throw duplicate(chosen, constructPath);
    owners.set(chosen, owner);
    let use = uses.get(chosen) ?? 0;
    let name = chosen;
    do {
      use += 1;
      name = use === 1 ? chosen : numbered(chosen, use);
    } while (name !== chosen && owners.has(name));
    uses.set(chosen, use);
    owners.set(name, owner);
    checkId(ids, name, constructPath);
    return name;
  };
  return {
    variable: (wanted) => {
      let name = wanted;
      for (let number = 2; variables.has(name); number += 1) name = `${wanted}${number}`;
      variables.add(name);
      return name;
    },
    claim: (wanted, step) => take(`${prefix}${wanted}`, step),
    claimBehind: (name, word, step) => take(`${name.slice(0, longestName - 1 - word.length)} ${word}`, step),
  };
}

/** Construct ids cannot hold a slash: aws-cdk-lib writes two hyphens for it, so that two names can ask for one id. */
function checkId(ids: Map<string, string>, name: string, constructPath: string): void {
  const id = name.replaceAll('/', '--');
  const holder = ids.get(id) ?? name;
  ids.set(id, name);
  if (holder === name) return;
  throw new BuilderError({
    code: 'STATE_NAME_TAKEN',
    constructPath,
    step: name,
    message: `Its construct id "${id}" is that of the step "${holder}": aws-cdk-lib writes -- for a slash in an id.`,
    hint: 'rename one of them.',
  });
}

/** What every object of JavaScript has, the tree of constructs takes for a construct that is there already. */
function checkInherited(chosen: string, constructPath: string): void {
  if (!(chosen in Object.prototype)) return;
  throw new BuilderError({
    code: 'STATE_NAME_TAKEN',
    constructPath,
    step: chosen,
    message: 'aws-cdk-lib cannot make a state of that name, which every object of JavaScript has already.',
    hint: 'rename it.',
  });
}

function numbered(chosen: string, use: number): string {
  const suffix = ` (${use})`;
  return `${chosen.slice(0, longestName - suffix.length)}${suffix}`;
}

function checkLength(chosen: string, constructPath: string): void {
  if (chosen.length > 0 && chosen.length <= longestName) return;
  throw new BuilderError({
    code: 'STATE_NAME_LENGTH',
    constructPath,
    step: chosen,
    message: `State names have 1 to ${longestName} characters, and this one has ${chosen.length}.`,
    hint: chosen.length === 0 ? 'give the step a name.' : 'shorten it; the long form can go into a comment.',
  });
}

function duplicate(chosen: string, constructPath: string): BuilderError {
  return new BuilderError({
    code: 'STATE_NAME_TAKEN',
    constructPath,
    step: chosen,
    message: 'Two different steps have this name, and state names are unique in the whole workflow, branches included.',
    hint: 'rename one of them, or build the step once and place that one step twice.',
  });
}
