import { win32 } from 'node:path';
import { allowedName } from '../../asl';

/** The name of a machine that a file holds alone: `machines/orders.asl.json` has `orders`, with the slashes of any system. */
export function nameOfFile(path: string): string {
  const name = win32.basename(path).replace(/(?:\.(?:asl|json|ya?ml|template))+$/i, '');
  return name === '' ? 'StateMachine' : allowedName(name);
}
