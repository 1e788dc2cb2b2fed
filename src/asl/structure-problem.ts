import { expectedText } from './our-wording';
import type { Problem, ProblemCode, StructureProblem } from './problem';
import type { Wanted } from './wanted';

/** Makes a problem of a definition's structure, in our words. `rest` says where it is and what stands there. */
export function structureProblem<Code extends ProblemCode>(
  code: Code,
  wanted: Wanted[Code],
  rest: Omit<Problem, 'code' | 'expected'>,
): StructureProblem {
  // The compiler does not follow that a code and what is wanted under it belong together.
  return { code, ...rest, expected: expectedText(code, wanted), wanted } as unknown as StructureProblem;
}
