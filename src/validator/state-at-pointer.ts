import { kinds, type Parameter, pointerTokens, requireArguments } from '../asl';

const POINTER: Parameter = { name: 'the JSON pointer', kind: kinds.text };

/** The name of the innermost state that a JSON pointer into a definition stands in, or undefined at the top level. */
export function stateAtPointer(pointer: string): string | undefined {
  requireArguments('stateAtPointer()', arguments, POINTER);
  const tokens = pointerTokens(pointer);
  let name: string | undefined;
  for (let at = 0; tokens[at] === 'States' && tokens[at + 1] !== undefined; ) {
    name = tokens[at + 1];
    at += 2;
    if (tokens[at] === 'ItemProcessor' || tokens[at] === 'Iterator') at += 1;
    else if (tokens[at] === 'Branches') at += 2;
    else break;
  }
  return name;
}
