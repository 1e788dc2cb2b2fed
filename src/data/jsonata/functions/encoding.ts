import { INTERNAL, JsonataError } from '../jsonata-error';
import { defineStrict, groupOf } from './definition';

/** Base64 and URL encoding. */
export const encodingFunctions = groupOf(
  // One byte for each character, as `btoa` has it: characters past 255 lose their upper part.
  defineStrict('base64encode', 1, '<s-:s>', ([text]) => Buffer.from(text as string, 'latin1').toString('base64')),
  defineStrict('base64decode', 1, '<s-:s>', ([text]) => {
    if (!BASE64.test(text as string)) throw new JsonataError(INTERNAL);
    return Buffer.from(text as string, 'base64').toString('latin1');
  }),
  urlFunction('encodeUrlComponent', encodeURIComponent),
  urlFunction('encodeUrl', encodeURI),
  urlFunction('decodeUrlComponent', decodeURIComponent),
  urlFunction('decodeUrl', decodeURI),
);

/** What Java's decoder takes: the service answers `$base64decode("!!!")` with an internal error (floci issue 2736). Padding may be left out. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function urlFunction(name: string, convert: (text: string) => string): ReturnType<typeof defineStrict> {
  return defineStrict(name, 1, '<s-:s>', ([text]) => {
    try {
      return convert(text as string);
    } catch {
      throw new JsonataError('D3140', { value: text, functionName: name });
    }
  });
}
