import { INTERNAL, JsonataError } from '../jsonata-error';
import { defineStrict, groupOf } from './definition';

/** Base64 and URL encoding. */
export const encodingFunctions = groupOf(
  // One byte for each character, as `btoa` has it: characters past 255 lose their upper part.
  defineStrict('base64encode', 1, '<s-:s>', ([text]) => Buffer.from(text, 'latin1').toString('base64')),
  defineStrict('base64decode', 1, '<s-:s>', ([text]) => {
    const bytes = Buffer.from(text, 'base64');
    if (!isBase64(text, bytes.length)) throw new JsonataError(INTERNAL);
    return bytes.toString('latin1');
  }),
  urlFunction('encodeUrlComponent', encodeURIComponent),
  urlFunction('encodeUrl', encodeURI),
  urlFunction('decodeUrlComponent', decodeURIComponent),
  urlFunction('decodeUrl', decodeURI),
);

/** What Java's decoder takes: the service answers `$base64decode("!!!")` with an internal error (floci issue 2736). Padding may be left out. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** What Node leaves out is missing in the number of bytes; it takes more than Java does where there is another sign, or one too early. */
function isBase64(text: string, bytes: number): boolean {
  if (text.length % 4 === 0 && bytes * 4 === text.length * 3 && !/[-_=]/.test(text)) return true;
  return BASE64.test(text);
}

function urlFunction(name: string, convert: (text: string) => string): ReturnType<typeof defineStrict> {
  return defineStrict(name, 1, '<s-:s>', ([text], run) => {
    const converted = convertedText(name, convert, text);
    // Up to six times as long.
    run.readText(run.holdText(converted));
    return converted;
  });
}

function convertedText(name: string, convert: (text: string) => string, text: string): string {
  try {
    return convert(text);
  } catch {
    throw new JsonataError('D3140', { value: text, functionName: name });
  }
}
