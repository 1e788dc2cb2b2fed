import { abridged, jsonFrom } from '../../asl';
import type { CallCondition } from './call-condition';

/** A condition as its author wrote it, fields and all, where they can be told apart by nothing else. */
export function conditionShown({ text, says }: CallCondition, most = 80): string {
  if (says.at !== 'input' || typeof says.wanted === 'function') return text;
  try {
    return `.onInput(${abridged(jsonFrom(JSON.stringify(says.wanted)), most)})`;
  } catch {
    return text;
  }
}
